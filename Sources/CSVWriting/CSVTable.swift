/// Comma-separated values with the names of the columns in the first line, as RFC 4180 has them.
///
/// A field with a comma, a quotation mark or a line end is put in quotation marks. Lines end in LF,
/// which readers take as well as CR LF.
package struct CSVTable: Sendable {
  /// The reader of the table.
  package enum Reader: Sendable {
    /// Programs, which get every field as it is.
    case program
    /// People with a spreadsheet: text that it would take for a formula gets an apostrophe before it,
    /// since whoever names an account or a file could have it computed. Numbers stay as they are.
    case spreadsheet
  }

  /// The lines, each with its end.
  package private(set) var text = ""
  private let columns: Int
  private let reader: Reader

  /// Begins a table.
  package init(_ columns: [String], for reader: Reader = .program) {
    self.columns = columns.count
    self.reader = reader
    add(columns)
  }

  /// Adds a line of as many fields as there are columns.
  package mutating func add(_ fields: [String]) {
    precondition(fields.count == columns, "\(fields.count) fields for \(columns) columns")
    // A line of nothing would be no line.
    let isEmpty = fields == [""]
    text += isEmpty ? "\"\"" : fields.map(field).joined(separator: ",")
    text += "\n"
  }

  private func field(_ value: String) -> String {
    let isRisky = reader == .spreadsheet && Self.isFormula(value)
    let value = isRisky ? "'" + value : value
    // By bytes: a mark that follows a comma or a quotation mark makes another character of it.
    guard value.utf8.contains(where: Self.special.contains) else { return value }
    let quote = UInt8(ascii: "\"")
    let doubled = value.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
    return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
  }

  private static let special = Set(",\"\r\n".utf8)

  private static func isFormula(_ value: String) -> Bool {
    guard let first = value.utf8.first, Set("=+-@\t\r".utf8).contains(first) else { return false }
    let digits = value.utf8.dropFirst()
    let isNumber =
      first == UInt8(ascii: "-") && !digits.isEmpty
      && digits.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    return !isNumber
  }
}
