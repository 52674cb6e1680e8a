import CashLetter
import Foundation

/// The business dates that a letter may have: the banking days around that of now.
///
/// A bank takes a late file of the days before, and one for the days to come; what is further off is
/// a mistake.
struct BusinessDates: Sendable, Hashable {
  /// The most calendar days between a business date and the banking day of now.
  static let reachDays = 7

  /// The banking day of now.
  let today: CalendarDay

  /// The dates around a moment.
  init(around moment: Date, _ rules: AvailabilityRules) {
    today = BankClock(timeZone: rules.timeZone).bankingDay(of: moment, rules)
  }

  /// The earliest of them.
  var first: CalendarDay { FederalReserveCalendar.businessDay(from: today + -Self.reachDays) }

  /// The latest of them.
  var last: CalendarDay { FederalReserveCalendar.businessDay(upTo: today + Self.reachDays) }

  /// Refuses a day that is none of them.
  func check(_ day: CalendarDay) throws(LetterError) {
    guard day >= first, day <= last else {
      throw .businessDateTooFar(day, today: today, first: first, last: last)
    }
    guard FederalReserveCalendar.isBusinessDay(day) else {
      throw .noBankingDay(day, next: FederalReserveCalendar.businessDay(from: day))
    }
  }
}

extension Parts {
  /// The business date of a letter that is made now: the one that is asked for, else the banking day
  /// of now.
  func businessDate(
    _ asked: LetterDate?, _ policy: LetterPolicy
  ) throws(LetterError) -> CalendarDay {
    let rules = rules.availability
    guard policy.timeZone == rules.timeZone else {
      throw .policy(
        "timeZone is \(policy.timeZone), and that of availability \(rules.timeZone): a bank has one"
      )
    }
    let dates = BusinessDates(around: clock.now(), rules)
    guard let asked, let day = CalendarDay(asked) else { return dates.today }
    try dates.check(day)
    return day
  }
}

extension CheckRecord {
  /// The banking day of its deposit: that of its receipt, or, if it is presented again, that of the
  /// moment at which it was credited.
  func bankingDay(creditedAt moment: Date, _ rules: AvailabilityRules) -> CalendarDay {
    BankClock(timeZone: rules.timeZone).bankingDay(
      of: presentment > 1 ? moment : receivedAt, rules)
  }
}

extension CalendarDay {
  /// The day that a record names.
  init?(_ date: LetterDate) { self.init(year: date.year, month: date.month, day: date.day) }

  /// The day as records have it.
  func letterDate() throws(LetterError) -> LetterDate {
    let (year, month, day) = parts
    guard let date = LetterDate(year: year, month: month, day: day) else {
      throw .policy("the clock's \(self) is no day of a letter: set it right")
    }
    return date
  }
}
