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

  /// Milliseconds in words, by their two largest units: `250 ms`, `3.2 s`, `1 min 20 s`, `2 h 5 min`.
  var durationText: String {
    let seconds = self / 1000
    switch self {
    case ..<1000: return "\(Swift.max(0, self)) ms"
    case ..<10_000: return "\(seconds).\(self % 1000 / 100) s"
    case ..<60_000: return "\(seconds) s"
    case ..<3_600_000: return "\(seconds / 60) min \(seconds % 60) s"
    case ..<86_400_000: return "\(seconds / 3600) h \(seconds / 60 % 60) min"
    default: return "\(seconds / 86_400) d \(seconds / 3600 % 24) h"
    }
  }
}
