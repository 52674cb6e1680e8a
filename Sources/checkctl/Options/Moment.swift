import ArgumentParser
import Foundation

/// A moment on the command line: a date, or how long before now.
enum Moment: ExpressibleByArgument, Equatable {
  case date(Date)
  case ago(seconds: Int)

  static let help =
    "Since when: a duration before now such as 10m, 2h or 3d, or a date such as 2026-03-01 or "
    + "2026-03-01T14:00:00Z (UTC)."

  init?(argument: String) {
    if let seconds = Self.seconds(argument) {
      self = .ago(seconds: seconds)
    } else if let date = Self.date(argument) {
      self = .date(date)
    } else {
      return nil
    }
  }

  /// The moment, told from now.
  func date(now: Date) -> Date {
    switch self {
    case .date(let date): date
    case .ago(let seconds): now - Double(seconds)
    }
  }

  private static func seconds(_ text: String) -> Int? {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    let digits = text.dropLast()
    // Nine digits of days are still far from overflow.
    guard let unit = text.last.flatMap({ units[$0] }), (1...9).contains(digits.count),
      digits.allSatisfy({ $0.isASCII && $0.isNumber }), let count = Int(digits)
    else { return nil }
    return count * unit
  }

  private static func date(_ text: String) -> Date? {
    let day = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
    let forms: [Date.ISO8601FormatStyle] = [
      .iso8601, .iso8601(timeZone: .gmt, includingFractionalSeconds: true),
      .iso8601(timeZone: .gmt, dateTimeSeparator: .space),
    ]
    // As tables show it, in UTC and without saying so.
    let candidates = [text, text + "Z"]
    for candidate in candidates {
      for form in forms { if let date = try? form.parse(candidate) { return date } }
    }
    return text.count == 10 ? try? day.parse(text) : nil
  }
}
