import CheckActions
import Foundation

/// When a depositor may draw on a deposit: a house policy, modelled on Regulation CC.
///
/// Remotely captured images are by most readings outside its subpart B, so that a bank sets its own.
public struct AvailabilityRules: Sendable, Hashable, Codable {
  /// The amounts that hold from a day on.
  public struct Amounts: Sendable, Hashable, Codable {
    /// The first banking day on which they hold.
    public var from: CalendarDay
    /// What is available on the next business day, of all deposits of a customer and banking day.
    public var nextDay: Cents
    /// What of the deposits of an account and banking day is held no longer than the rest is; what
    /// exceeds it is a large deposit.
    public var large: Cents

    /// Makes amounts from their parts.
    public init(from: CalendarDay, nextDay: Cents, large: Cents) {
      self.from = from
      self.nextDay = nextDay
      self.large = large
    }
  }

  /// The amounts, by the day from which they hold, the earliest first.
  public var amounts = [
    // Source: 12 CFR 229 in force before and from 2025-07-01.
    Amounts(
      from: CalendarDay(number: 0), nextDay: Cents(22_500), large: Cents(552_500)),
    Amounts(
      from: CalendarDay(number: 20_270), nextDay: Cents(27_500), large: Cents(672_500)),
  ]
  /// How many business days after the banking day the rest of a deposit is available.
  public var ordinaryDays = 2
  /// The same of what makes a deposit large, and of a check that is presented once more.
  public var exceptionDays = 7
  /// The same of a new account's deposits.
  public var newAccountDays = 9
  /// For how many calendar days an account is new.
  public var newAccountAge = 30
  /// The routing numbers of payor banks whose checks are available as a whole on the next business
  /// day: the bank's own, and the Treasury's.
  public var wholeNextDay = ["000000518"]
  /// The minute of the day from which a deposit belongs to the next banking day, 0 to 1440.
  public var cutOffMinute = 17 * 60
  /// The minute of the day at which what is available becomes so, 0 to 1439.
  public var openingMinute = 9 * 60
  /// The bank's time zone, such as `America/New_York`.
  public var timeZone = "America/New_York"

  /// The rules for a demonstration.
  public init() {}

  /// The amounts that hold on a banking day.
  func amounts(on day: CalendarDay) -> Amounts {
    amounts.last { $0.from <= day }
      ?? Amounts(from: day, nextDay: Cents(0), large: Cents(0))
  }
}

/// Days and times of a bank in its time zone.
struct BankClock: Sendable {
  private let calendar: Calendar

  init(timeZone: String) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: timeZone) ?? .gmt
    self.calendar = calendar
  }

  /// The day of a moment, and the minute of the day.
  func day(of moment: Date) -> (day: CalendarDay, minute: Int) {
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: moment)
    let day = CalendarDay(
      year: parts.year ?? 1970, month: parts.month ?? 1, day: parts.day ?? 1)
    return (
      day ?? CalendarDay(number: 0), (parts.hour ?? 0) * 60 + (parts.minute ?? 0)
    )
  }

  /// The moment of a minute of a day; where the clock steps over it, the first one after.
  func moment(_ day: CalendarDay, minute: Int) -> Date {
    let (year, month, date) = day.parts
    let parts = DateComponents(
      year: year, month: month, day: date, hour: minute / 60, minute: minute % 60)
    return calendar.date(from: parts) ?? Date(milliseconds: Int64(day.number) * 86_400_000)
  }
}
