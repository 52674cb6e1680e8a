import Foundation

/// A moment as part of a file name: digits, in UTC, which sort as the moments do.
enum BackupTime {
  static func text(_ moment: Date) -> String {
    let day = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
    let style = day.time(includingFractionalSeconds: false)
    return moment.formatted(style.dateSeparator(.omitted).timeSeparator(.omitted)) + "Z"
  }
}
