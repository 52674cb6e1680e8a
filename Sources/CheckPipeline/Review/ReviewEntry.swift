import CheckActions
import Foundation
import CheckStore

/// A check on the work list of reviews: as much of it as its turn depends on.
public struct ReviewEntry: Sendable, Hashable {
  /// The check.
  public var check: CheckID
  /// The banking day on which it was received, by the bank's time zone and cut-off.
  public var day: CalendarDay
  /// The stated amount.
  public var amount: Cents
  /// When it was submitted.
  public var receivedAt: Date

  /// Makes an entry from its parts.
  public init(check: CheckID, day: CalendarDay, amount: Cents, receivedAt: Date) {
    self.check = check
    self.day = day
    self.amount = amount
    self.receivedAt = receivedAt
  }
}

extension ReviewEntry: Comparable {
  /// Whose turn is first: the oldest day, within a day the largest amount, then the least number.
  public static func < (left: ReviewEntry, right: ReviewEntry) -> Bool {
    (left.day, right.amount, left.check) < (right.day, left.amount, right.check)
  }
}

extension Pipeline {
  /// The checks in review, in the order in which they are to be decided on.
  ///
  /// It stays small with any number of reviews; ``reviewItem(_:payor:)`` has the rest of each.
  public func reviewList() async throws -> [ReviewEntry] {
    let rules = parts.rules.availability
    return try await parts.store.read { db in
      let clock = BankClock(timeZone: rules.timeZone)
      return try db.rows(
        "SELECT id, amount_cents, received_at_ms FROM checks WHERE state = ?",
        [CheckState.review.rawValue]
      ) { row in
        let receivedAt = Date(milliseconds: row[2])
        return ReviewEntry(
          check: row[0], day: clock.bankingDay(of: receivedAt, rules), amount: Cents(row[1]),
          receivedAt: receivedAt)
      }
    }.sorted()
  }
}
