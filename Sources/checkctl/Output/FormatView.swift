import MICR

/// A line format as it is shown.
struct FormatView: Encodable {
  var name: String
  var country: String
  var pattern: String
  var standing: LineFormat.Standing
  var example: String
  var checkDigits: [CheckDigit]

  init(_ format: LineFormat) {
    name = format.name
    country = format.country
    pattern = format.pattern
    standing = format.standing
    example = format.example
    checkDigits = format.checkDigits
  }

  static func table(_ formats: [LineFormat]) -> String {
    var table = Table("NAME", "COUNTRY", "STANDING", "PATTERN")
    for format in formats {
      table.add(format.name, format.country, format.standing.rawValue, format.pattern)
    }
    return table.text
  }

  static func markdown(_ formats: [LineFormat]) -> String {
    let rows = formats.map { format in
      "| \(format.country) | `\(format.name)` | `\(format.pattern)` | "
        + "\(format.standing.rawValue) | `\(format.example)` |"
    }
    return (["| country | name | pattern | standing | example |", "|---|---|---|---|---|"] + rows)
      .joined(separator: "\n")
  }
}

/// What a line says by its format; `name` is null where none fits.
struct FormatMatchView: Encodable {
  var name: String?
  var country: String?
  var pattern: String?
  var standing: LineFormat.Standing?
  var fields: [String: String]
  var checkDigitsHold: Bool?

  private enum CodingKeys: CodingKey {
    case name, country, pattern, standing, fields, checkDigitsHold
  }

  init(_ match: FormatMatch?) {
    name = match?.format.name
    country = match?.format.country
    pattern = match?.format.pattern
    standing = match?.format.standing
    fields = match?.fields ?? [:]
    checkDigitsHold = match.flatMap { $0.checks.isEmpty ? nil : !$0.checks.contains(false) }
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(name, forKey: .name)
    try values.encode(country, forKey: .country)
    try values.encode(pattern, forKey: .pattern)
    try values.encode(standing, forKey: .standing)
    try values.encode(fields, forKey: .fields)
    try values.encode(checkDigitsHold, forKey: .checkDigitsHold)
  }

  var text: String {
    let country = (country ?? "").isEmpty ? "" : " (\(country ?? ""), \(standing?.rawValue ?? ""))"
    var lines = ["\(name ?? "none")\(country)", pattern ?? ""]
    let width = fields.keys.map(\.count).max() ?? 0
    for (name, digits) in fields.sorted(by: { $0.key < $1.key }) {
      lines.append("  " + name + String(repeating: " ", count: width - name.count) + "  " + digits)
    }
    if let checkDigitsHold {
      lines.append(checkDigitsHold ? "check digit right" : "check digit wrong")
    }
    return lines.joined(separator: "\n")
  }
}
