import Foundation

/// A moment as part of a file name: digits, in UTC, which sort as the moments do.
enum BackupTime {
  static func text(_ moment: Date) -> String {
    moment.formatted(
      Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day().time(includingFractionalSeconds: false)
        .dateSeparator(.omitted).timeSeparator(.omitted)) + "Z"
  }
}
