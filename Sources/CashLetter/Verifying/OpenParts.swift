/// Where a record is in a file, or would be.
struct Place {
  /// Its number, from 1.
  var record: Int
  /// Its first byte.
  var offset: Int
}

extension RawRecord {
  var place: Place { Place(record: number, offset: offset) }
}

/// What the verifier has to know of the file that it is in.
struct OpenFile {
  var header: FileHeader
  var letters = 0
  var totals = LetterTotals()
}

/// What the verifier has to know of the cash letter that it is in.
struct OpenLetter {
  var header: CashLetterHeader
  var bundles = 0
  var lastSequence = 0
  var totals = LetterTotals()
  var hasItems = false
  /// The sequence numbers of its items, as far as they are looked at for doubles.
  var sequences: Set<Int> = []

  /// So many numbers take some megabytes, and are more than banks take in a letter.
  static let mostSequences = 200_000
}

/// What the verifier has to know of the bundle that it is in.
struct OpenBundle {
  var header: BundleHeader
  var hasChecks = false
  var hasReturns = false
  var totals = LetterTotals()
}

/// What the verifier has to know of the item that it is in.
struct OpenItem {
  var record: RawRecord
  var isReturn: Bool
  var totals: LetterTotals
  var itemSequence: String?
  var statedAddenda: Int?
  var addenda = 0
  /// How many addenda of each type there were.
  var addendaByType: [RecordType: Int] = [:]
  /// Whether it names its bank of first deposit.
  var isFirstBank = false
  /// The record 50 whose image has not come yet.
  var awaited: RawRecord?
  /// The sides whose images came.
  var sides: Set<String> = []
  var hasAnalysis = false
}

extension String {
  /// A sequence number, without the zeros and blanks that fill its field.
  var sequenceDigits: Substring {
    let digits = drop { $0 == "0" }
    return digits.isEmpty ? suffix(1) : digits
  }
}
