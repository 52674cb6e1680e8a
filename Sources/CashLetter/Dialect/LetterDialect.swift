/// How a bank wants its files: what the standard leaves open.
public struct LetterDialect: Sendable, Hashable, Codable {
  /// How a deposit's credit is told.
  public enum Credit: String, Sendable, Hashable, Codable, CaseIterable {
    /// Not at all.
    case none
    /// By record 61.
    case credit
    /// By record 62.
    case creditItem
  }

  /// How an item's sequence number fills its field.
  public enum Sequence: String, Sendable, Hashable, Codable, CaseIterable {
    /// Against the right end, zeros before it.
    case zeroFilled
    /// Against the right end, blanks before it.
    case right
    /// Against the left end, blanks behind it.
    case left
  }

  /// The version of the standard.
  public var level = StandardLevel.dstu
  /// How characters are coded.
  public var encoding = LetterEncoding.ebcdic
  /// How a deposit's credit is told.
  public var credit = Credit.none
  /// How sequence numbers fill their fields.
  public var sequence = Sequence.zeroFilled
  /// Whether record 54 tells the quality of each picture that was measured.
  public var tellsQuality = true
  /// The most items in a bundle, 1 to 9,999.
  public var itemsPerBundle = 250
  /// The most items in a letter, 1 to 99,999,999.
  public var itemsPerLetter = 3000

  /// The most that the items of a letter may add up to, in cents: what the field of its credit, or
  /// that of its totals, has room for.
  public var largestLetterCents: Int {
    switch credit {
    case .credit: 9_999_999_999
    case .creditItem, .none: 99_999_999_999_999
    }
  }

  /// The dialect of a file at level 03 in EBCDIC, without a credit.
  public init() {}

  /// A sequence number as its field has it.
  ///
  /// - Parameter number: 0 or more, of at most 15 digits.
  func text(ofSequence number: Int) -> String {
    let digits = String(number)
    switch sequence {
    case .zeroFilled: return number.padded(Self.sequenceWidth)
    case .right:
      return String(repeating: " ", count: max(0, Self.sequenceWidth - digits.utf8.count)) + digits
    case .left: return digits
    }
  }

  /// The positions of a sequence number.
  static let sequenceWidth = 15
}

extension LetterDialect {
  /// Reads a dialect; an early one says nothing of quality.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    level = try values.decode(StandardLevel.self, forKey: .level)
    encoding = try values.decode(LetterEncoding.self, forKey: .encoding)
    credit = try values.decode(Credit.self, forKey: .credit)
    sequence = try values.decode(Sequence.self, forKey: .sequence)
    tellsQuality = try values.decodeIfPresent(Bool.self, forKey: .tellsQuality) ?? true
    itemsPerBundle = try values.decode(Int.self, forKey: .itemsPerBundle)
    itemsPerLetter = try values.decode(Int.self, forKey: .itemsPerLetter)
  }
}
