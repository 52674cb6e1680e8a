import ArgumentParser
import CheckActions
import CheckImaging
import Foundation
import ImageCodecs
import MICR

struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Read the E-13B line of pictures, and nothing else.",
    discussion: """
      Example:

        checkctl read check.png --format json
        checkctl read check.png --overlay seen.png

      The line is in the common notation: digits, A transit, B amount, C on-us, D dash. The status \
      speaks of the characters only: sure, unsure, no-line or error. Boxes are in pixels of the \
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
    let limits = ImageLimits.standard
    do {
      let bytes = try LocalFile.read(file, limit: limits.maxBytes)
      let picture = try Normaliser.normalise(bytes, limits: limits)
      let reading = reader.read(picture)
      if let overlay {
        let drawn = try PNGCodec.encode(Overlay.draw(reading, on: picture))
        do {
          try Data(drawn).write(to: URL(fileURLWithPath: overlay), options: .atomic)
        } catch {
          throw CommandFailure("cannot write \(overlay): see that its folder is there and writable")
        }
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
    var lines = ["\(file): \(status)"]
    if let line { lines.append("  line      \(line)") }
    if let fields { lines += fields.described.map { "  \($0.name.padded(9)) \($0.value)" } }
    lines += reasons.map { "  \($0)" }
    return lines.joined(separator: "\n")
  }
}

extension MICRFields {
  /// The fields that are there, with their names.
  var described: [(name: String, value: String)] {
    let all: [(String, String?)] = [
      ("routing", routing), ("account", account), ("serial", serial),
      ("amount", amount.map { Cents($0).description }), ("auxOnUs", auxOnUs), ("epc", epc),
      ("onUs", onUs), ("country", country),
    ]
    return all.compactMap { name, value in value.map { (name, $0) } }
  }
}

extension String {
  func padded(_ count: Int) -> String {
    self + String(repeating: " ", count: max(0, count - self.count))
  }
}
