/// The business days of the Federal Reserve Banks: all but weekends and their holidays.
///
/// A holiday on a Sunday is kept on Monday; one on a Saturday is not moved. Source: "Holiday
/// Schedules" of the Federal Reserve Banks; Juneteenth since 2022.
enum FederalReserveCalendar {
  static func isBusinessDay(_ day: CalendarDay) -> Bool {
    guard (1...5).contains(day.weekday) else { return false }
    let isMoved = day.weekday == 1 && isFixedHoliday(day + -1)
    return !isMoved && !isFixedHoliday(day) && !isMovingHoliday(day)
  }

  /// The first business day that is not before a day.
  static func businessDay(from day: CalendarDay) -> CalendarDay {
    var day = day
    while !isBusinessDay(day) { day = day + 1 }
    return day
  }

  /// The last business day that is not after a day.
  static func businessDay(upTo day: CalendarDay) -> CalendarDay {
    var day = day
    while !isBusinessDay(day) { day = day + -1 }
    return day
  }

  /// The business day so many business days after a day.
  static func businessDay(_ count: Int, after day: CalendarDay) -> CalendarDay {
    (0..<count).reduce(day) { day, _ in businessDay(from: day + 1) }
  }

  private static func isFixedHoliday(_ day: CalendarDay) -> Bool {
    let (year, month, date) = day.parts
    return switch (month, date) {
    case (1, 1), (7, 4), (11, 11), (12, 25): true
    case (6, 19): year >= 2022
    default: false
    }
  }

  /// Those that are kept on a day of the week.
  private static func isMovingHoliday(_ day: CalendarDay) -> Bool {
    let (_, month, date) = day.parts
    let week = (date + 6) / 7
    return switch (month, day.weekday) {
    case (1, 1), (2, 1): week == 3
    case (5, 1): date > 24
    case (9, 1): week == 1
    case (10, 1): week == 2
    case (11, 4): week == 4
    default: false
    }
  }
}
