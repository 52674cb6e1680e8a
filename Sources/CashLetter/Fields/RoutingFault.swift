import MICR

/// What is wrong with nine digits as a routing number.
enum RoutingFault: Hashable {
  /// The last digit is not this one, which the others ask for.
  case checkDigit(Int)
  /// No routing number begins as it does.
  case notAssigned

  /// Looks at nine digits in ASCII; `nil` when nothing is wrong.
  init?(_ digits: some Collection<UInt8>) {
    guard !RoutingNumber.isWellFormed(String(decoding: digits, as: UTF8.self)) else { return nil }
    let values = digits.map { Int($0) - 48 }
    let right = RoutingNumber.checkDigit(of: values.prefix(8))
    self = values.last == right ? .notAssigned : .checkDigit(right)
  }
}
