import CashLetter
import CheckImaging
import ImageCodecs

/// The records of a cash letter, and what is found of them.
enum LetterTarget: FuzzTarget {
  static let name = "letter"
  static let longest = 8192

  static func seeds() throws -> [[UInt8]] {
    try StandardLevel.allCases.flatMap { level in
      try LetterEncoding.allCases.flatMap { encoding in
        [
          try letter(level, encoding, .none), try letter(level, encoding, .credit),
          try letter(level, encoding, .creditItem), try returns(level, encoding),
          try blankPadded(letter(level, encoding, .none), encoding),
        ]
      }
    }
  }

  static func attempt(_ bytes: [UInt8]) throws {
    try checkRecords(bytes)
    try checkImages(bytes)
    let whole = try verified(bytes, in: bytes.count + 1)
    for finding in whole.findings {
      require((0...bytes.count).contains(finding.offset), "a finding lies in the file: \(finding)")
      require(finding.record >= 1, "records are counted from 1")
      require(!finding.found.isEmpty && !finding.expected.isEmpty, "a finding says what it is")
    }
    let counted = whole.findings.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 }
    require(counted == whole.summary.findings, "findings are counted by kind")
    for size in [1 + bytes.count % 7, 1000] {
      let other = try verified(bytes, in: size)
      require(other.findings == whole.findings, "pieces of \(size) lead to the same findings")
      require(other.summary == whole.summary, "pieces of \(size) lead to the same summary")
    }
  }

  private static func checkRecords(_ bytes: [UInt8]) throws {
    var reader = CashLetterReader(pieces(bytes, of: 100))
    var (end, number) = (0, 0)
    while let event = try reader.next() {
      switch event {
      case .record(let record):
        number += 1
        require(record.number == number, "records are counted one by one")
        require(record.offset == end + 4, "a record begins behind the length after the last one")
        end = record.offset + record.byteCount
        let taken = record.text.count + (record.image?.count ?? 0)
        let isWhole = record.type != .imageViewData || record.image != nil
        require(
          isWhole ? taken == record.byteCount : taken <= record.byteCount,
          "text and image are all of a record, and no more where it has no image")
      case .damage(let offset, let count, let reason):
        require(offset == end && count > 0, "damage begins where a record would")
        require(!reason.isEmpty, "damage says what is wrong")
        end = offset + count
      }
      require(end <= bytes.count, "a record lies in the file")
    }
    require(end == bytes.count, "the last record ends where the file does")
  }

  private static func checkImages(_ bytes: [UInt8]) throws {
    var findings: [LetterFinding] = []
    var images = LetterImages(pieces(bytes, of: 64), report: { findings.append($0) })
    var last = (record: 0, item: 0)
    while let image = try images.next() {
      require(image.record > last.record && image.item >= last.item, "images come in order")
      require((image.itemSequence ?? 0) >= 0, "a sequence number has no sign")
      require((1...bytes.count).contains(image.bytes.count), "an image is a part of the file")
      last = (image.record, image.item)
    }
    let told = try LetterTarget.findings(bytes)
    require(findings == told, "whoever reads the images is told of what a verifier finds")
  }

  private static func verified(
    _ bytes: [UInt8], in size: Int
  ) throws -> (summary: LetterSummary, findings: [LetterFinding]) {
    var options = LetterVerifier.Options()
    options.profile = .sample
    options.unpacksImages = true
    var findings: [LetterFinding] = []
    let summary = try LetterVerifier.verify(pieces(bytes, of: size), options: options) {
      findings.append($0)
    }
    return (summary, findings)
  }

  private static func findings(_ bytes: [UInt8]) throws -> [LetterFinding] {
    var findings: [LetterFinding] = []
    _ = try LetterVerifier.verify(pieces(bytes, of: 1000)) { findings.append($0) }
    return findings
  }

  private static func pieces(_ bytes: [UInt8], of size: Int) -> () throws -> [UInt8] {
    var rest = bytes[...]
    return {
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
  }
}

/// Seeds.
extension LetterTarget {
  private struct NoDay: Error {}

  private static func facts() throws -> LetterFacts {
    guard let day = LetterDate("20261124"), let time = LetterTime(hour: 9, minute: 5) else {
      throw NoDay()
    }
    return LetterFacts(
      letterID: "A1", businessDate: day, creationDate: day, creationTime: time)
  }

  private static func image() throws -> [UInt8] {
    var pixels = [UInt8](repeating: 255, count: 64 * 16)
    for column in 4..<60 { pixels[5 * 64 + column] = 0 }
    let gray = GrayImage(width: 64, height: 16, pixels: pixels)
    return try TIFFCodec.encodeGroup4(BinaryImage(gray, upTo: 127))
  }

  private static func letter(
    _ level: StandardLevel, _ encoding: LetterEncoding, _ credit: LetterDialect.Credit
  ) throws -> [UInt8] {
    var profile = LetterProfile.sample
    profile.dialect.level = level
    profile.dialect.encoding = encoding
    profile.dialect.credit = credit
    profile.creditAccount = "12345678/"
    var bytes: [UInt8] = []
    let facts = try facts()
    var writer = try CashLetterWriter(profile: profile, letter: facts, creditCents: 1999) {
      bytes += $0
    }
    try writer.add(
      OutgoingCheck(
        payorRouting: "021904567", onUs: "12345/", auxiliaryOnUs: "1001", amountCents: 1999,
        sequence: 71, depositDate: facts.businessDate, account: "55667788",
        front: .init(image: try image()), rear: .init(image: try image(), isActual: false)))
    _ = try writer.finish()
    return bytes
  }

  /// A letter whose images' lengths have blanks where others have zeros.
  private static func blankPadded(
    _ letter: [UInt8], _ encoding: LetterEncoding
  ) throws -> [UInt8] {
    let (zero, blank): (UInt8, UInt8) = encoding == .ascii ? (0x30, 0x20) : (0xF0, 0x40)
    var letter = letter
    var reader = CashLetterReader(pieces(letter, of: 100))
    while case .record(let record)? = try reader.next() {
      guard record.image != nil else { continue }
      // The key's on the left, the signature's blank, the image's on the right.
      let lengths = record.offset + record.text.count - 16
      for index in lengths + 1..<lengths + 9 { letter[index] = blank }
      for index in lengths + 9..<lengths + 15 {
        guard letter[index] == zero else { break }
        letter[index] = blank
      }
    }
    return letter
  }

  private static func returns(
    _ level: StandardLevel, _ encoding: LetterEncoding
  ) throws -> [UInt8] {
    let facts = try facts()
    var dialect = LetterDialect()
    dialect.level = level
    dialect.encoding = encoding
    var bytes: [UInt8] = []
    var writer = LetterFileWriter(dialect: dialect) { bytes += $0 }
    var file = FileHeader()
    file.level = level.rawValue
    file.testIndicator = "T"
    file.destination = LetterProfile.sample.destination.routing
    file.origin = LetterProfile.sample.origin.routing
    file.creationDate = facts.creationDate
    file.creationTime = facts.creationTime
    file.resendIndicator = "N"
    try writer.begin(file)
    var header = CashLetterHeader()
    header.collectionType = "03"
    header.destination = file.destination
    header.institution = file.origin
    header.businessDate = facts.businessDate
    header.creationDate = facts.creationDate
    header.creationTime = facts.creationTime
    header.recordTypeIndicator = "N"
    header.letterID = facts.letterID
    try writer.begin(header)
    var detail = ReturnDetail()
    detail.payorRouting = "02190456"
    detail.payorCheckDigit = "7"
    detail.onUs = "12345/"
    detail.amountCents = 1999
    detail.reason = "A"
    detail.addenda = 1
    detail.itemSequence = "71"
    var payor = ReturnAddendumB()
    payor.bankName = "HUDSON FERRY TRUST"
    try writer.add(LetterItem(.returned(detail, [], payor, []), views: []))
    try writer.endCashLetter()
    try writer.end()
    return bytes
  }
}
