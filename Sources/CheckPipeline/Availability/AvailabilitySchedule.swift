import CheckActions
import Foundation

/// Why a part of a deposit is held.
public enum HoldReason: String, Sendable, Hashable, Codable, CaseIterable {
  /// The part that is available on the next business day.
  case nextDay = "next-day"
  /// The rest of an ordinary deposit.
  case ordinary
  /// What makes the deposits of a banking day large.
  case large = "large-deposit"
  /// The account is new.
  case newAccount = "new-account"
  /// The check is presented once more after it came back.
  case presentedAgain = "presented-again"
}

/// A part of a deposit, and the business day on which it is available.
struct PlannedHold: Sendable, Hashable {
  var amount: Cents
  var reason: HoldReason
  var availableOn: CalendarDay
}

/// What the schedule has to know of a deposit, and of those before it.
struct DepositFacts: Sendable, Hashable {
  var amount: Cents
  var bankingDay: CalendarDay
  var payorRouting: String?
  /// Whether the account is new on the banking day.
  var isNewAccount = false
  /// Whether it came back before.
  var isPresentedAgain = false
  /// What of the customer's deposits of the banking day is available on the next business day
  /// already, of the part that every customer has.
  var nextDayTaken = Cents(0)
  /// What was deposited to the account on the banking day before.
  var depositedBefore = Cents(0)
}

/// Divides a deposit into parts by when they are available.
///
/// Pure: all that it has to know is in its arguments.
enum AvailabilitySchedule {
  /// The banking day of a moment: its own day before the cut-off of a business day, else the next
  /// business day.
  static func bankingDay(
    _ day: CalendarDay, minute: Int, _ rules: AvailabilityRules
  ) -> CalendarDay {
    let isOver = minute >= rules.cutOffMinute
    return FederalReserveCalendar.businessDay(from: isOver ? day + 1 : day)
  }

  /// The parts of a deposit; they add up to it, and none is empty.
  static func holds(_ facts: DepositFacts, _ rules: AvailabilityRules) -> [PlannedHold] {
    func hold(_ amount: Cents, _ reason: HoldReason, _ days: Int) -> PlannedHold {
      PlannedHold(
        amount: amount, reason: reason,
        availableOn: FederalReserveCalendar.businessDay(days, after: facts.bankingDay))
    }
    if facts.isPresentedAgain {
      return [hold(facts.amount, .presentedAgain, rules.exceptionDays)]
    }
    if let payor = facts.payorRouting, rules.wholeNextDay.contains(payor) {
      return [hold(facts.amount, .nextDay, 1)]
    }
    if facts.isNewAccount { return [hold(facts.amount, .newAccount, rules.newAccountDays)] }
    let amounts = rules.amounts(on: facts.bankingDay)
    let next = min(
      facts.amount.value, max(0, amounts.nextDay.value - facts.nextDayTaken.value))
    let room = max(0, amounts.large.value - facts.depositedBefore.value - next)
    let ordinary = min(facts.amount.value - next, room)
    let large = facts.amount.value - next - ordinary
    return [
      hold(Cents(next), .nextDay, 1), hold(Cents(ordinary), .ordinary, rules.ordinaryDays),
      hold(Cents(large), .large, rules.exceptionDays),
    ].filter { $0.amount.value > 0 }
  }
}

extension BankClock {
  /// The banking day that a moment belongs to.
  func bankingDay(of moment: Date, _ rules: AvailabilityRules) -> CalendarDay {
    let (day, minute) = day(of: moment)
    return AvailabilitySchedule.bankingDay(day, minute: minute, rules)
  }
}
