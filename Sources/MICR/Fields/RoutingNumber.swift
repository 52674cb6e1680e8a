/// A routing number of the American Bankers Association: nine digits, the last a check digit.
///
/// Source: the ABA's 3-7-1 weights, and its ranges for the first two digits.
public struct RoutingNumber: Sendable, Hashable, CustomStringConvertible {
  /// The nine digits.
  public let digits: String

  /// Takes nine digits with a right check digit and an assigned range, or gives `nil`.
  public init?(_ digits: String) {
    guard Self.isWellFormed(digits) else { return nil }
    self.digits = digits
  }

  /// The nine digits.
  public var description: String { digits }

  /// Whether these are nine digits whose weighted sum divides by 10 and whose first two digits
  /// are assigned (00-12, 21-32, 61-72 or 80).
  public static func isWellFormed(_ digits: String) -> Bool {
    let values = digits.utf8.map { Int($0) - 48 }
    guard values.count == 9, values.allSatisfy((0...9).contains) else { return false }
    switch values[0] * 10 + values[1] {
    case 0...12, 21...32, 61...72, 80: break
    default: return false
    }
    return checkDigit(of: values.dropLast()) == values[8]
  }

  /// The check digit that the first eight digits ask for.
  public static func checkDigit(of firstEight: some Collection<Int>) -> Int {
    let weights = [3, 7, 1, 3, 7, 1, 3, 7]
    let sum = zip(firstEight, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return (10 - sum % 10) % 10
  }
}
