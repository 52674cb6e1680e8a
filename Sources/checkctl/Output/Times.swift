import Foundation

extension Date {
  /// The date and time in UTC, to the second.
  var text: String {
    ISO8601Format(.iso8601(timeZone: .gmt, dateTimeSeparator: .space))
  }
}

extension Int {
  /// Microseconds as milliseconds with one decimal.
  var millisecondsText: String {
    let tenths = (self + 50) / 100
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// Microseconds as milliseconds with three decimals.
  var exactMillisecondsText: String { "\(self / 1000).\("\(1000 + self % 1000)".dropFirst())" }
}
