import CashLetter
import CheckImaging
import ImageCodecs

/// Letters that tests write.
enum Letters {
  static let facts = LetterFacts(
    letterID: "A1", businessDate: date("20261124"), creationDate: date("20261124"),
    creationTime: LetterTime(hour: 9, minute: 5)!)

  static func date(_ text: String) -> LetterDate { LetterDate(text)! }

  static func dialect(
    _ level: StandardLevel = .dstu, _ encoding: LetterEncoding = .ebcdic,
    _ credit: LetterDialect.Credit = .none
  ) -> LetterDialect {
    var dialect = LetterDialect()
    dialect.level = level
    dialect.encoding = encoding
    dialect.credit = credit
    return dialect
  }

  static func profile(_ dialect: LetterDialect = LetterDialect()) -> LetterProfile {
    var profile = LetterProfile.sample
    profile.dialect = dialect
    profile.creditAccount = "12345678/"
    return profile
  }

  /// A small picture with a stroke in it, as image exchange has it.
  static func image(_ row: Int = 8) throws -> [UInt8] {
    var pixels = [UInt8](repeating: 255, count: 64 * 32)
    for column in 4..<60 { pixels[row * 64 + column] = 0 }
    let gray = GrayImage(width: 64, height: 32, pixels: pixels)
    return try TIFFCodec.encodeGroup4(BinaryImage(gray, upTo: 127))
  }

  static func check(_ number: Int) throws -> OutgoingCheck {
    OutgoingCheck(
      payorRouting: "021904567", onUs: "0012345\(number)/", auxiliaryOnUs: "\(1000 + number)",
      amountCents: 1000 + number, sequence: 70 + number, depositDate: date("20261123"),
      account: "55667788", front: .init(image: try image(8)),
      rear: .init(image: try image(20), isActual: number % 2 == 0))
  }

  /// The bytes of a letter of so many checks.
  static func bytes(
    _ count: Int = 3, profile: LetterProfile = profile(), facts: LetterFacts = facts
  ) throws -> [UInt8] {
    let sink = Sink()
    let checks = try (1...count).map(check)
    var writer = try CashLetterWriter(
      profile: profile, letter: facts, creditCents: checks.reduce(0) { $0 + $1.amountCents }
    ) { sink.bytes += $0 }
    for check in checks { try writer.add(check) }
    _ = try writer.finish()
    return sink.bytes
  }

  final class Sink {
    var bytes: [UInt8] = []
  }

  /// What gives bytes in pieces.
  static func pieces(_ bytes: [UInt8], of size: Int = 1000) -> () throws -> [UInt8] {
    let rest = Sink()
    rest.bytes = bytes.reversed()
    return {
      let piece = rest.bytes.suffix(size).reversed()
      rest.bytes.removeLast(piece.count)
      return Array(piece)
    }
  }

  static func verify(
    _ bytes: [UInt8], profile: LetterProfile? = nil, piece: Int = 1000
  ) throws -> (summary: LetterSummary, findings: [LetterFinding]) {
    var options = LetterVerifier.Options()
    options.profile = profile
    options.unpacksImages = true
    var findings: [LetterFinding] = []
    let summary = try LetterVerifier.verify(pieces(bytes, of: piece), options: options) {
      findings.append($0)
    }
    return (summary, findings)
  }

  static func records(_ bytes: [UInt8]) throws -> [RawRecord] {
    var reader = CashLetterReader(pieces(bytes))
    var records: [RawRecord] = []
    while let event = try reader.next() {
      if case .record(let record) = event { records.append(record) }
    }
    return records
  }
}
