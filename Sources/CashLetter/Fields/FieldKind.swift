/// What may stand in a field of a record.
public enum FieldKind: Sendable, Hashable {
  /// Digits, filled with zeros on the left.
  case number
  /// Digits, as many as the field is wide: a number that is a name.
  case digits
  /// A routing number with its check digit.
  case routing
  /// The sequence number of an item: digits, with blanks on one side at most.
  case sequence
  /// Printable characters, filled with blanks on the right.
  case text
  /// Characters of an E-13B line: digits, `-` for the dash, `/` for the on-us symbol, `*` for what
  /// could not be read, and blanks; against the right end.
  case micr
  /// A day, as `YYYYMMDD`.
  case date
  /// A time of day, as `HHMM`.
  case time
  /// One of these values.
  case code([String])
  /// Nothing but blanks.
  case reserved

  /// What should stand in the field, where these bytes (in ASCII, not all blank) are not it.
  func expectation(of bytes: ArraySlice<UInt8>) -> String? {
    switch self {
    case .number, .digits:
      return bytes.allSatisfy(\.isDigit) ? nil : "\(bytes.count) digits"
    case .routing:
      return Self.routingExpectation(of: bytes)
    case .sequence:
      let digits = bytes.trimmed
      return digits.allSatisfy(\.isDigit) && (digits.count == bytes.count || !bytes.isInTheMiddle)
        ? nil : "digits at one end, blanks beside them"
    case .text:
      return bytes.first != .blank && bytes.allSatisfy(\.isPrintable)
        ? nil : "printable characters, the first not blank"
    case .micr:
      return bytes.last != .blank && bytes.allSatisfy(\.isMICR)
        ? nil : "digits, '-', '/', '*' and blanks, the last not blank"
    case .date:
      return LetterDate(ascii: bytes) == nil ? "a day as YYYYMMDD" : nil
    case .time:
      return LetterTime(ascii: bytes) == nil ? "a time as HHMM" : nil
    case .code(let values):
      let isKnown = values.contains { $0.utf8.elementsEqual(bytes) }
      return isKnown ? nil : "one of \(values.joined(separator: ", "))"
    case .reserved:
      return "blank"
    }
  }

  private static func routingExpectation(of bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.count == 9, bytes.allSatisfy(\.isDigit) else { return "nine digits" }
    guard bytes.contains(where: { $0 != UInt8(ascii: "0") }) else { return "a routing number" }
    return switch RoutingFault(bytes) {
    case nil: nil
    case .notAssigned: "an assigned routing number"
    case .checkDigit(let digit): "a routing number, check digit \(digit)"
    }
  }
}

extension UInt8 {
  static let blank = UInt8(ascii: " ")

  var isDigit: Bool { (48...57).contains(self) }
  var isPrintable: Bool { (0x20...0x7E).contains(self) }
  /// Whether it is a letter, a digit or a blank.
  var isPlain: Bool { isLetter || isDigit || self == .blank }
  var isLetter: Bool { (65...90).contains(self) || (97...122).contains(self) }
  fileprivate var isMICR: Bool { isDigit || " -/*".utf8.contains(self) }
}

extension ArraySlice<UInt8> {
  /// Without the blanks at both ends.
  var trimmed: ArraySlice<UInt8> {
    guard let first = firstIndex(where: { $0 != .blank }),
      let last = lastIndex(where: { $0 != .blank })
    else { return prefix(0) }
    return self[first...last]
  }

  /// As text, with `?` for what is no printable character.
  var printable: String {
    String(decoding: map { $0.isPrintable ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
  }

  var isBlank: Bool { allSatisfy { $0 == .blank } }

  fileprivate var isInTheMiddle: Bool { first == .blank && last == .blank }
}
