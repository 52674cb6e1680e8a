/// Makes text from outside safe to stand in a mail.
enum PlainText {
  /// The text in one line, without control characters and without what turns its direction.
  static func line(_ text: String) -> String {
    if text.utf8.allSatisfy(\.isPrintable) { return text }
    var line = ""
    for scalar in text.unicodeScalars {
      if isBreak(scalar) || scalar == "\t" {
        if line.last != " " { line += " " }
      } else if isShown(scalar) {
        line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  /// The same for text of several lines; each ends with `\n`.
  static func lines(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0.isPrintable || $0 == UInt8(ascii: "\n") }) {
      return text.isEmpty || text.utf8.last == UInt8(ascii: "\n") ? text : text + "\n"
    }
    var lines = ""
    var isAfterReturn = false
    for scalar in text.unicodeScalars {
      if isBreak(scalar) {
        if !(isAfterReturn && scalar == "\n") { lines.unicodeScalars.append("\n") }
      } else if scalar == "\t" || isShown(scalar) {
        lines.unicodeScalars.append(scalar)
      }
      isAfterReturn = scalar == "\r"
    }
    return lines.isEmpty || lines.unicodeScalars.last == "\n" ? lines : lines + "\n"
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: false
    // The joiners hold emoji and letters of some scripts together.
    case .format: scalar.value == 0x200C || scalar.value == 0x200D
    default: true
    }
  }
}
