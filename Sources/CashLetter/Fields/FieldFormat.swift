/// Where a field of a record stands, and what may stand there.
public struct FieldFormat: Sendable, Hashable {
  /// The field's name in the standard's terms.
  public let name: String
  /// The positions it takes, the first of the record being 1.
  public let positions: ClosedRange<Int>
  /// What may stand there.
  public let kind: FieldKind
  /// Whether it may be blank.
  public let isOptional: Bool
  /// The lowest level at which it is there; below that its positions are reserved.
  public let since: StandardLevel
  /// Whether it tells of an account or whose it is, which is for those only who need to know it.
  public let isPrivate: Bool

  /// Where the field's bytes are in a record that begins at 0.
  var range: Range<Int> { positions.lowerBound - 1..<positions.upperBound }

  /// What should stand in the field, where what does is not it; `nil` when it is well-formed.
  ///
  /// - Parameters:
  ///   - text: The record in ASCII; where it ends before the field does, the field is missing.
  ///   - level: The level of the file.
  func expectation(in text: [UInt8], level: StandardLevel) -> String? {
    guard text.count >= range.upperBound else {
      return "a record of \(positions.upperBound) or more"
    }
    let bytes = text[range]
    guard !bytes.isBlank else {
      return isOptional || kind == .reserved || level < since ? nil : expected
    }
    return level < since ? FieldKind.reserved.expectation(of: bytes) : kind.expectation(of: bytes)
  }

  /// Whether it should hold a routing number, and holds nine digits of which the last does not fit.
  func hasWrongCheckDigit(in text: [UInt8]) -> Bool {
    guard kind == .routing, text.count >= range.upperBound else { return false }
    let bytes = text[range]
    guard bytes.allSatisfy(\.isDigit), case .checkDigit = RoutingFault(bytes) else { return false }
    return true
  }

  private var expected: String {
    kind.expectation(of: [0]) ?? "not blank"
  }
}
