import MICR

extension PrintedLine {
  /// As many digits as a range allows.
  static func digits(
    _ count: ClosedRange<Int>, _ generator: inout some RandomNumberGenerator
  ) -> String {
    (0..<Int.random(in: count, using: &generator)).map { _ in
      String(Int.random(in: 0...9, using: &generator))
    }.joined()
  }

  /// As many empty positions as a range allows.
  static func gap(
    _ count: ClosedRange<Int>, _ generator: inout some RandomNumberGenerator
  ) -> String {
    String(repeating: " ", count: Int.random(in: count, using: &generator))
  }

  /// An American routing number with a right check digit.
  static func routing(_ generator: inout some RandomNumberGenerator) -> String {
    let district = Int.random(in: 1...12, using: &generator)
    let thrift = Int.random(in: 0..<4, using: &generator) == 0 ? 20 : 0
    let first = district + thrift
    let rest = (0..<6).map { _ in Int.random(in: 0...9, using: &generator) }
    let firstEight = [first / 10, first % 10] + rest
    return (firstEight + [RoutingNumber.checkDigit(of: firstEight)]).map(String.init).joined()
  }

  /// The eight digits that a routing number had before it got its check digit.
  static func dashedRouting(_ generator: inout some RandomNumberGenerator) -> String {
    let whole = routing(&generator)
    return "\(whole.prefix(4))D\(whole.dropFirst(4).prefix(4))"
  }

  /// The same digits with one or two dashes among them.
  static func dashed(
    _ digits: String, _ generator: inout some RandomNumberGenerator
  ) -> String {
    var result = Array(digits)
    for _ in 0..<Int.random(in: 1...2, using: &generator) {
      let place = Int.random(in: 2...result.count - 2, using: &generator)
      if result[place] != "D" && result[place - 1] != "D" { result.insert("D", at: place) }
    }
    return String(result)
  }
}
