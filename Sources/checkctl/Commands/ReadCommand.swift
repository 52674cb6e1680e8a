import ArgumentParser
import CheckActions
import Foundation
import MICR
import ReadingOverlay

struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Read the E-13B line of pictures, and nothing else.",
    discussion: """
      Example:

        checkctl read check.png --format json
        checkctl read check.png --overlay seen.png

      The line is in the common notation: digits, A transit, B amount, C on-us, D dash. The status \
      speaks of the characters only: sure, unsure, no-line or error. The overlay is the picture \
      with a frame around each character, the thicker the less certain, and a caption. Boxes are in pixels of the \
      file. Exit code 0 when every picture is sure, 3 when one is not, 1 when one cannot be read.
      """)

  @Argument(help: "The pictures.", completion: .file())
  var images: [String]

  @Option(help: "Draw what was seen into this PNG file; for one picture only.")
  var overlay: String?

  @Option(help: "How to print: text for people, json for programs (one object a line).")
  var format = OutputOptions.Format.text

  func validate() throws {
    guard overlay == nil || images.count == 1 else {
      throw ValidationError("--overlay takes one picture, not \(images.count)")
    }
  }

  func run() throws {
    let reader = MICRReader()
    var code = ExitCode.success
    for file in images {
      let view = try read(file, reader)
      switch format {
      case .json: try JSONLine.print(view)
      case .text: try Console.out(view.text)
      }
      switch view.status {
      case "sure": break
      case "error": code = .failure
      default: if code == .success { code = Exit.needsPerson }
      }
    }
    try Exit.end(code)
  }

  private func read(_ file: String, _ reader: MICRReader) throws -> ReadingView {
    do {
      let picture = try PictureFile.open(file)
      let reading = reader.read(picture)
      if let overlay {
        let drawing = ReadingOverlay(
          title: (file as NSString).lastPathComponent.printable,
          rows: (reading.fields?.described ?? []).map { ReadingOverlay.Row($0.name, $0.value) },
          notes: reading.reasons)
        try PictureFile.write(drawing.draw(reading, on: picture), to: overlay)
      }
      return ReadingView(file: file, reading: reading)
    } catch let error as CommandFailure {
      throw error
    } catch {
      return ReadingView(file: file, error: "\(error)")
    }
  }
}

/// A reading as it is printed.
struct ReadingView: Encodable {
  var file: String
  var status: String
  var line: String?
  var fields: MICRFields?
  var characters: [ReadCharacter]
  var reasons: [String]

  init(file: String, reading: MICRReading) {
    self.file = file
    status = reading.status.rawValue
    line = reading.status == .noLine ? nil : reading.line
    fields = reading.fields
    characters = reading.characters
    reasons = reading.reasons
  }

  init(file: String, error: String) {
    self.file = file
    status = "error"
    characters = []
    reasons = [error]
  }

  private enum CodingKeys: String, CodingKey {
    case file, status, line, fields, characters, reasons
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

  /// The reading for a person.
  var text: String {
    let style: Style? =
      switch status {
      case "sure": .good
      case "error": .bad
      default: .attention
      }
    var lines = ["\(file.printable.styled(.heading)): \(status.styled(style))"]
    if let line { lines.append("  line      \(line)") }
    if let fields { lines += fields.described.map { "  \($0.name.padded(9)) \($0.value)" } }
    lines += reasons.map { "  \($0)" }
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
