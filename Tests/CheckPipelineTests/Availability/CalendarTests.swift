import Foundation
import Testing

@testable import CheckPipeline

@Suite struct CalendarTests {
  private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

  @Test func daysAreThoseOfTheGregorianCalendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    for number in stride(from: -30_000, through: 60_000, by: 17) {
      let day = CalendarDay(number: number)
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
      #expect(day.parts == (parts.year, parts.month, parts.day) as? (Int, Int, Int) ?? (0, 0, 0))
      #expect(day.weekday + 1 == parts.weekday)
      #expect(CalendarDay(day.description) == day)
    }
    #expect(try day("1970-01-01").number == 0)
  }

  @Test(arguments: ["2025-02-29", "2025-13-01", "2025-04-31", "2025-1-1", "+025-01-01", "", "x"])
  func whatIsNoDayIsRefused(text: String) { #expect(CalendarDay(text) == nil) }

  /// Worked out by the rules of the holiday schedule.
  @Test(arguments: [
    (
      2025,
      [
        "01-01", "01-20", "02-17", "05-26", "06-19", "07-04", "09-01", "10-13", "11-11", "11-27",
        "12-25",
      ]
    ),
    (
      // 2026-07-04 is a Saturday, and not moved.
      2026,
      [
        "01-01", "01-19", "02-16", "05-25", "06-19", "09-07", "10-12", "11-11", "11-26", "12-25",
      ]
    ),
    (
      // 2027-07-04 is a Sunday, kept on Monday; 2027-06-19 and 2027-12-25 are Saturdays.
      2027,
      ["01-01", "01-18", "02-15", "05-31", "07-05", "09-06", "10-11", "11-11", "11-25"]
    ),
    (
      // Before Juneteenth; 2021-12-25 is a Saturday and 2021-07-04 a Sunday.
      2021,
      ["01-01", "01-18", "02-15", "05-31", "07-05", "09-06", "10-11", "11-11", "11-25"]
    ),
    (
      // 2022-12-25 is a Sunday, 2022-01-01 a Saturday, and 2022-06-19 a Sunday.
      2022,
      ["01-17", "02-21", "05-30", "06-20", "07-04", "09-05", "10-10", "11-11", "11-24", "12-26"]
    ),
  ])
  func holidaysAreThoseOfTheYear(year: Int, holidays: [String]) throws {
    let first = try #require(CalendarDay(year: year, month: 1, day: 1))
    let last = try #require(CalendarDay(year: year, month: 12, day: 31))
    let found = (first.number...last.number).map(CalendarDay.init).filter {
      (1...5).contains($0.weekday) && !FederalReserveCalendar.isBusinessDay($0)
    }
    #expect(found.map { String($0.description.dropFirst(5)) } == holidays)
  }

  @Test func newYearsDayOnASundayIsKeptInTheSameYear() throws {
    #expect(!FederalReserveCalendar.isBusinessDay(try day("2023-01-02")))
    // A Saturday's is not moved to the Friday before.
    #expect(FederalReserveCalendar.isBusinessDay(try day("2021-12-31")))
  }

  @Test func businessDaysAreCountedOverWeekendsAndHolidays() throws {
    // The Wednesday before Thanksgiving.
    let start = try day("2026-11-25")
    let days = (1...7).map {
      FederalReserveCalendar.businessDay($0, after: start).description
    }
    #expect(
      days == [
        "2026-11-27", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04",
        "2026-12-07",
      ])
  }
}
