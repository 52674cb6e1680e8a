/// The account and the serial number of an on-us field, as far as a bank's habit can be guessed.
struct OnUsField {
  private(set) var account: String?
  private(set) var serial: String?
  /// Whether the account is followed by its symbol.
  private(set) var isClosed = false

  /// A serial number in front of an account has no more digits than this.
  private static let longestLeadingSerial = 6

  /// Divides a field.
  ///
  /// - Parameters:
  ///   - text: The field as printed.
  ///   - serialIsElsewhere: Whether the auxiliary on-us field holds the serial number.
  init(_ text: String, serialIsElsewhere: Bool) {
    // Some lines open the field with an on-us symbol, and a few close the account with a transit one.
    let body = text.drop { $0 == "C" || $0 == " " }
    guard let end = body.firstIndex(where: { $0 == "C" || $0 == "A" }) else {
      account = Self.number(body)
      return
    }
    isClosed = true
    let left = body[..<end]
    serial = Self.number(body[body.index(after: end)...])
    account = Self.number(left)
    if serial == nil && !serialIsElsewhere { splitLeadingSerial(left) }
  }

  private mutating func splitLeadingSerial(_ left: Substring) {
    let groups = left.split(separator: " ")
    guard groups.count >= 2, let first = groups.first,
      first.utf8.count <= Self.longestLeadingSerial, first.allSatisfy(\.isNumber),
      let rest = Self.number(left[first.endIndex...]), rest.utf8.count > first.utf8.count
    else { return }
    serial = String(first)
    account = rest
  }

  /// The digits and dashes of a text, or `nil` when it has no digit.
  private static func number(_ text: Substring) -> String? {
    let number = text.filter { $0.isNumber || $0 == "D" }
    return number.contains(where: \.isNumber) ? number : nil
  }
}
