import CheckActions
import Foundation
import CheckStore

/// Which holds to list.
public struct HoldFilter: Sendable, Hashable {
  /// Only those on deposits to this account.
  public var account: String?
  /// Only those on this check.
  public var check: CheckID?
  /// Whether those that are over are listed as well.
  public var includesEnded = false

  /// A filter that lets all active holds through.
  public init() {}
}

extension Pipeline {
  /// The holds that a filter lets through, the next to end first.
  public func holds(_ filter: HoldFilter = HoldFilter()) async throws -> [Hold] {
    let now = parts.clock.nowMilliseconds
    return try await parts.store.read { db in
      try db.rows(
        """
        SELECT \(Hold.columns) FROM holds
        WHERE (?1 IS NULL OR account = ?1) AND (?2 IS NULL OR check_id = ?2)
          AND (?3 OR (ended_at_ms IS NULL AND available_at_ms > ?4))
        ORDER BY available_at_ms, id
        """, [filter.account, filter.check, filter.includesEnded, now], Hold.init(row:))
    }
  }

  /// Ends a hold before its time.
  ///
  /// - Parameters:
  ///   - id: The hold.
  ///   - actor: Who releases it.
  ///   - note: Why.
  /// - Throws: ``HoldError``.
  public func releaseHold(_ id: Int64, by actor: String, note: String) async throws -> Hold {
    let clock = parts.clock
    return try await parts.store.write { db in
      let released = try db.returning(
        """
        UPDATE holds SET ended_at_ms = ?1, ended_by = ?2, end_note = ?3
        WHERE id = ?4 AND ended_at_ms IS NULL AND available_at_ms > ?1 RETURNING \(Hold.columns)
        """, [clock.nowMilliseconds, actor, note, id], Hold.init(row:))
      if let released { return released }
      let isThere = try db.exists("SELECT 1 FROM holds WHERE id = ?", [id])
      throw isThere ? HoldError.isOver(id) : HoldError.noSuchHold(id)
    }
  }

  /// Says which customer an account belongs to, for the amount that each customer has on the next
  /// business day; it holds for deposits from now on.
  ///
  /// - Throws: ``HoldError/noSuchAccount(_:)``.
  public func assign(account: String, toCustomer customer: String) async throws {
    try await parts.store.write { db in
      // A deposit that is being decided on counts for the customer that it read.
      try Locks.take(db, [.account(account)])
      let assigned = try db.run(
        "UPDATE accounts SET customer = ? WHERE number = ?", [customer, account])
      guard assigned == 1 else { throw HoldError.noSuchAccount(account) }
    }
  }
}

/// Why something was not done with a hold.
public enum HoldError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no hold of this number.
  case noSuchHold(Int64)
  /// The hold has ended already.
  case isOver(Int64)
  /// No check was deposited to an account of this number.
  case noSuchAccount(String)

  /// What happened, and what to do.
  public var description: String {
    switch self {
    case .noSuchHold(let id): "there is no hold \(id): 'checkctl holds list' shows the holds"
    case .isOver(let id): "hold \(id) is over: 'checkctl holds list --all' says why"
    case .noSuchAccount(let number):
      "no check was deposited to account \(AccountMask.hidden(number)) yet: 'checkctl accounts "
        + "list' shows the accounts"
    }
  }
}
