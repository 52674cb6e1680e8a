import CheckActions
import Foundation
import CheckStore

/// The statement of one account: what moved it, and what it holds.
public struct AccountReport: Sendable, Hashable {
  /// A movement of the account.
  public struct Movement: Sendable, Hashable {
    /// When.
    public var at: Date
    /// What it records.
    public var kind: LedgerEntry.Kind
    /// The check it is about.
    public var check: CheckID
    /// The change of what is owed to the depositor, in cents.
    public var change: Cents
    /// What is owed after it, in cents.
    public var balance: Cents
    /// Why.
    public var memo: String
  }

  /// The account with its balance and what is available of it.
  public var account: Account
  /// Its latest movements, oldest first.
  public var movements: [Movement]
  /// How many there are before them.
  public var earlierMovements: Int
  /// The holds that are active.
  public var holds: [Hold]
}

extension Pipeline {
  /// What happened on a day in the bank's time zone, that of ``AvailabilityRules``.
  ///
  /// - Parameter day: The day; `nil` for the clock's.
  public func dayReport(_ day: CalendarDay? = nil) async throws -> DayReport {
    let timeZone = parts.rules.availability.timeZone
    let clock = BankClock(timeZone: timeZone)
    let day = day ?? clock.day(of: parts.clock.now()).day
    let span =
      clock.moment(day, minute: 0).milliseconds..<clock.moment(day + 1, minute: 0).milliseconds
    return try await parts.store.read { db in
      try DayReport.make(db, day: day, timeZone: timeZone, span: span)
    }
  }

  /// The statement of an account.
  ///
  /// - Parameters:
  ///   - number: The account's number.
  ///   - limit: The most movements to give, the latest ones.
  /// - Throws: ``HoldError/noSuchAccount(_:)``.
  public func accountReport(_ number: String, limit: Int = 1000) async throws -> AccountReport {
    guard let account = try await accounts(number: number).first else {
      throw HoldError.noSuchAccount(number)
    }
    var filter = HoldFilter()
    filter.account = number
    let holds = try await holds(filter)
    let ledgerAccount = LedgerAccount.depositor(number).name
    let (count, movements) = try await parts.store.read { db in
      let count = try db.int(
        "SELECT count(DISTINCT entry_id) FROM ledger_postings WHERE account = ?", [ledgerAccount])
      var balance = try db.int(
        """
        SELECT coalesce(sum(CASE side WHEN 'credit' THEN amount_cents ELSE -amount_cents END), 0)
        FROM ledger_postings WHERE account = ?
        """, [ledgerAccount])
      let movements = try db.rows(
        """
        SELECT e.at_ms, e.kind, e.check_id,
          sum(CASE p.side WHEN 'credit' THEN p.amount_cents ELSE -p.amount_cents END), e.memo
        FROM ledger_entries e JOIN ledger_postings p ON p.entry_id = e.id
        WHERE p.account = ? GROUP BY e.id ORDER BY e.id DESC LIMIT ?
        """, [ledgerAccount, limit]
      ) { row in
        let (kind, change): (String, Int) = (row[1], row[3])
        defer { balance -= change }
        return AccountReport.Movement(
          at: Date(milliseconds: row[0]),
          kind: try StoreError.decoded(LedgerEntry.Kind(rawValue: kind), "kind", kind),
          check: row[2], change: Cents(change), balance: Cents(balance), memo: row[4])
      }
      return (count, movements)
    }
    return AccountReport(
      account: account, movements: movements.reversed(),
      earlierMovements: count - movements.count, holds: holds)
  }
}
