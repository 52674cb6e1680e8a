import ArgumentParser
import CashLetter

extension LetterCommand {
  struct Layout: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown }

    static let configuration = CommandConfiguration(
      abstract: "Show which field of a record stands where.",
      discussion: """
        Example:

          checkctl letter layout 25
          checkctl letter layout --format markdown

        Positions begin at 1. Below the level in the last column, a field's positions are blank.
        """)

    @Argument(help: "The types of records, as two digits. (default: all)")
    var records: [String] = []

    @Option(help: "How to print: text for people, or markdown.")
    var format = Format.text

    func validate() throws {
      for record in records where RecordType(rawValue: record) == nil {
        let known = RecordType.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("there is no record '\(record)' here: give one of \(known)")
      }
    }

    func run() throws {
      let types = records.isEmpty ? RecordType.allCases : records.compactMap(RecordType.init)
      let pages = types.map { format == .text ? $0.layoutText : $0.layoutMarkdown }
      try Console.out(pages.joined(separator: "\n\n"))
    }
  }
}

extension RecordType {
  fileprivate var layoutText: String {
    var table = Table("POSITIONS", "FIELD", "WHAT", "OPTIONAL", "SINCE")
    for field in format.fields {
      let cells = field.cells
      table.add(cells[0], cells[1], cells[2], cells[3], cells[4])
    }
    return "\(rawValue) \(title)".styled(.heading) + "\n" + table.text
  }

  fileprivate var layoutMarkdown: String {
    let head = ["positions", "field", "what", "optional", "since level"]
    let rows = [head, head.map { _ in "---" }] + format.fields.map(\.cells)
    return "### \(rawValue) \(title)\n\n"
      + rows.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
  }
}

extension FieldFormat {
  /// Positions, name, kind, whether it is optional, and since when it is there.
  fileprivate var cells: [String] {
    let (first, last) = (positions.lowerBound, positions.upperBound)
    return [
      first == last ? "\(first)" : "\(first)-\(last)", name, kind.title,
      isOptional && kind != .reserved ? "yes" : "", since == .dstu ? "" : since.rawValue,
    ]
  }
}

extension FieldKind {
  fileprivate var title: String {
    switch self {
    case .number: "number"
    case .digits: "digits"
    case .routing: "routing number"
    case .sequence: "sequence number"
    case .text: "text"
    case .micr: "field of an E-13B line"
    case .date: "day"
    case .time: "time"
    case .code(let values): "one of \(values.joined(separator: " "))"
    case .reserved: "blank"
    }
  }
}
