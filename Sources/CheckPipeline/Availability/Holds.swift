import CheckActions
import Foundation
import CheckStore
import MICR

/// The rows of holds, and every way in which they change.
enum Holds {
  /// Holds a deposit as the rules say, in the transaction that credits it: what others of the same
  /// banking day have taken of the amounts is read there, so that no two take the same.
  ///
  /// - Parameter locks: Those under which it was decided, the account's among them.
  static func place(
    _ db: Transaction, _ check: CheckRecord, _ rules: AvailabilityRules, at moment: Date,
    _ locks: inout Locks
  ) throws {
    let clock = BankClock(timeZone: rules.timeZone)
    let isAgain = check.presentment > 1
    let bankingDay = check.bankingDay(creditedAt: moment, rules)
    let account = check.statement.account
    let known = try db.first(
      "SELECT opened_at_ms, coalesce(customer, number) FROM accounts WHERE number = ?", [account]
    ) { row -> (openedAt: Int64, customer: String) in (row[0], row[1]) }
    let customer = known?.customer ?? account
    try locks.add(db, [.customer(customer)], of: check.id)
    let opened = clock.day(of: Date(milliseconds: known?.openedAt ?? moment.milliseconds)).day
    let facts = DepositFacts(
      amount: check.statement.amount, bankingDay: bankingDay,
      payorRouting: check.line.flatMap { MICRFields(parsing: $0).routing },
      isNewAccount: bankingDay.number - opened.number < rules.newAccountAge,
      isPresentedAgain: isAgain,
      nextDayTaken: try sum(
        db, "customer = ? AND banking_day = ? AND reason = 'next-day'", [customer, bankingDay]),
      depositedBefore: try sum(
        db, "account = ? AND banking_day = ?", [account, bankingDay]))
    let counts = facts.takesPart(rules)
    for hold in AvailabilitySchedule.holds(facts, rules) {
      let available = clock.moment(hold.availableOn, minute: rules.openingMinute)
      try db.run(
        """
        INSERT INTO holds (check_id, presentment, account, customer, banking_day, reason,
          amount_cents, counts, available_at_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          check.id, check.presentment, account, customer, bankingDay.description,
          hold.reason.rawValue, hold.amount.value, counts, available.milliseconds,
        ])
    }
  }

  /// Ends the holds of a deposit that is taken back: nothing is left to hold.
  static func end(
    _ db: Transaction, _ check: CheckRecord, by actor: String, note: String, at milliseconds: Int64
  ) throws {
    try db.run(
      """
      UPDATE holds SET ended_at_ms = ?1, ended_by = ?2, end_note = ?3
      WHERE check_id = ?4 AND presentment = ?5 AND ended_at_ms IS NULL AND available_at_ms > ?1
      """, [milliseconds, actor, note, check.id, check.presentment])
    try db.run(
      "UPDATE holds SET counts = 0 WHERE check_id = ? AND presentment = ?",
      [check.id, check.presentment])
  }

  /// Those of the day's deposits that take their part of the amounts.
  private static func sum(
    _ db: Transaction, _ condition: String, _ arguments: [any CustomStringConvertible]
  ) throws -> Cents {
    Cents(
      try db.int(
        "SELECT coalesce(sum(amount_cents), 0) FROM holds WHERE \(condition) AND counts = 1",
        Values(arguments.map(\.description))))
  }
}

extension DepositFacts {
  /// Whether it takes its part of the amounts of its banking day; one that is available as a whole
  /// does not, nor one that was deposited before.
  fileprivate func takesPart(_ rules: AvailabilityRules) -> Bool {
    !isPresentedAgain && payorRouting.map(rules.wholeNextDay.contains) != true
  }
}
