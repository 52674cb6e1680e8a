/// What a field of a record holds: text, a number, a day or a time.
public protocol FieldValue: Sendable, Hashable {
  /// The value of a field's bytes, in ASCII and not all blank; `nil` where they are none.
  init?(ascii bytes: ArraySlice<UInt8>)

  /// The value as text of this many characters, in the manner of its kind.
  func ascii(_ kind: FieldKind, width: Int) -> [UInt8]
}

extension String: FieldValue {
  /// The text of a field, without the blanks beside it.
  public init?(ascii bytes: ArraySlice<UInt8>) {
    self.init(decoding: bytes.trimmed, as: UTF8.self)
  }

  /// The text, with blanks on the side where its kind has them.
  public func ascii(_ kind: FieldKind, width: Int) -> [UInt8] {
    let fill = Array(repeating: UInt8.blank, count: max(0, width - utf8.count))
    return kind == .micr ? fill + utf8 : Array(utf8) + fill
  }
}

extension Int: FieldValue {
  /// The number that digits give; `nil` for anything else, and beyond 18 digits.
  public init?(ascii bytes: ArraySlice<UInt8>) {
    guard (1...18).contains(bytes.count), bytes.allSatisfy(\.isDigit) else { return nil }
    self = bytes.reduce(0) { $0 * 10 + Int($1) - 48 }
  }

  /// The digits, with zeros before them.
  public func ascii(_ kind: FieldKind, width: Int) -> [UInt8] {
    let digits = Array(String(self).utf8)
    return Array(repeating: UInt8(ascii: "0"), count: Swift.max(0, width - digits.count)) + digits
  }
}
