import CheckActions
import Foundation
import MICR

/// A reading as it is printed.
struct ReadingView: Encodable {
  var file: String
  var status: String
  var line: String?
  var fields: MICRFields?
  var characters: [ReadCharacter]
  var reasons: [String]
  /// The reasons as values; empty where the file could not be read.
  var doubts: [Doubt] = []

  /// The status of a file that is no picture.
  static let error = "error"

  init(file: String, reading: MICRReading) {
    self.file = file
    status = reading.status.rawValue
    line = reading.status == .noLine ? nil : reading.line
    fields = reading.fields
    characters = reading.characters
    reasons = reading.doubts.map(\.description)
    doubts = reading.doubts
  }

  init(file: String, error: String) {
    self.file = file
    status = Self.error
    characters = []
    reasons = [error]
  }

  private enum CodingKeys: String, CodingKey {
    case file, status, line, fields, characters, reasons, doubts
  }

  private enum FieldKeys: String, CodingKey {
    case routing, account, serial, amount, auxOnUs, epc, onUs, country
  }

  /// Every member is there in every object; what the picture does not have is null.
  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(file, forKey: .file)
    try object.encode(status, forKey: .status)
    try object.encode(line, forKey: .line)
    try object.encode(characters, forKey: .characters)
    try object.encode(reasons, forKey: .reasons)
    try object.encode(doubts, forKey: .doubts)
    var inner = object.nestedContainer(keyedBy: FieldKeys.self, forKey: .fields)
    try inner.encode(fields?.routing, forKey: .routing)
    try inner.encode(fields?.account, forKey: .account)
    try inner.encode(fields?.serial, forKey: .serial)
    try inner.encode(fields?.amount, forKey: .amount)
    try inner.encode(fields?.auxOnUs, forKey: .auxOnUs)
    try inner.encode(fields?.epc, forKey: .epc)
    try inner.encode(fields?.onUs, forKey: .onUs)
    try inner.encode(fields?.country, forKey: .country)
  }

  var isSure: Bool { status == MICRReading.Status.sure.rawValue }
  var isError: Bool { status == Self.error }

  /// How a status stands out.
  static func style(_ status: String) -> Style? {
    switch status {
    case MICRReading.Status.sure.rawValue: .good
    case error: .bad
    default: .attention
    }
  }

  /// The reading for a person.
  var text: String {
    var lines = ["\(file.printable.styled(.heading)): \(status.styled(Self.style(status)))"]
    if let line { lines.append("  line      \(line)") }
    if let fields { lines += fields.described.map { "  \($0.name.padded(9)) \($0.value)" } }
    lines += reasons.map { "  \($0.printable)" }
    return lines.joined(separator: "\n")
  }
}

extension MICRFields {
  /// The names of all fields, in the order in which they are told.
  static let names = [
    "routing", "account", "serial", "amount", "auxOnUs", "epc", "onUs", "country",
  ]

  /// The fields that are there, with their names.
  var described: [(name: String, value: String)] {
    let values = [
      routing, account, serial, amount.map { Cents($0).description }, auxOnUs, epc, onUs, country,
    ]
    return zip(Self.names, values).compactMap { name, value in value.map { (name, $0) } }
  }
}

extension String {
  func padded(_ count: Int) -> String {
    self + String(repeating: " ", count: max(0, count - self.count))
  }
}
