import CheckActions
import Foundation
import CheckStore

extension Pipeline {
  /// The latest activations that a filter lets through, oldest first.
  public func activations(
    _ filter: ActivationFilter = ActivationFilter(), limit: Int = 100
  ) async throws -> [Activation] {
    let condition = filter.condition
    return try await parts.store.read { db in
      try db.rows(
        """
        SELECT \(Activation.columns) FROM activations WHERE \(condition.sql)
        ORDER BY id DESC LIMIT ?
        """, condition.arguments + [max(0, limit)], Activation.init(row:)
      ).reversed()
    }
  }

  /// What a filter lets through of the activations that have come since a cursor was here, oldest
  /// first.
  ///
  /// ```swift
  /// var cursor = try await pipeline.activationCursor()
  /// let (activations, next) = try await pipeline.activations(after: cursor)
  /// cursor = next
  /// ```
  ///
  /// - Parameters:
  ///   - cursor: What was seen before: ``ActivationCursor/start``, ``activationCursor()``, or the one
  ///     that was returned last.
  ///   - filter: What to return; what it leaves out is passed over for good.
  ///   - limit: The most of them beside those that come late; at least 1.
  /// - Returns: The activations, and the cursor to go on with. Fewer than `limit` are all there are.
  public func activations(
    after cursor: ActivationCursor, _ filter: ActivationFilter = ActivationFilter(),
    limit: Int = 100
  ) async throws -> (activations: [Activation], next: ActivationCursor) {
    let condition = filter.condition
    let limit = max(limit, 1)
    let now = parts.clock.monotonicMilliseconds()
    return try await parts.store.read { db in
      var next = cursor
      let late = try cursor.arrived(db)
      let found = try late.compactMap { id in
        try db.first(
          "SELECT \(Activation.columns) FROM activations WHERE \(condition.sql) AND id = ?",
          condition.arguments + [id], Activation.init(row:))
      }
      let new = try db.rows(
        """
        SELECT \(Activation.columns) FROM activations WHERE \(condition.sql) AND id > ?
        ORDER BY id LIMIT ?
        """, condition.arguments + [cursor.last, limit], Activation.init(row:))
      let end =
        if new.count == limit, let last = new.last { last.id } else { try Self.latest(db) }
      next.forget(Set(late), now: now)
      next.move(to: end, present: try cursor.present(upTo: end, db), now: now)
      return (found + new, next)
    }
  }

  /// The cursor of someone who wants what comes from now on.
  public func activationCursor() async throws -> ActivationCursor {
    try await parts.store.read { ActivationCursor(last: try Self.latest($0)) }
  }

  private static func latest(_ db: Transaction) throws -> Int64 {
    Int64(try db.int("SELECT coalesce(max(id), 0) FROM activations"))
  }

  /// An activation by its number, or `nil`.
  public func activation(_ id: Int64) async throws -> Activation? {
    try await parts.store.read { db in
      try db.first(
        "SELECT \(Activation.columns) FROM activations WHERE id = ?", [id], Activation.init(row:))
    }
  }

  /// What the activations that a filter lets through come to, for each action that has any.
  ///
  /// All are looked at in one moment. The times of one action at a time are in memory: at most 24
  /// bytes an activation.
  public func activationSummaries(
    _ filter: ActivationFilter = ActivationFilter()
  ) async throws -> [ActivationSummary] {
    try await parts.store.read { db in
      try ActionName.onTheWay.compactMap { action in
        guard filter.action == nil || filter.action == action else { return nil }
        var filter = filter
        filter.action = action
        return try ActivationSummary.fetch(db, action, filter)
      }
    }
  }
}

extension ActivationSummary {
  fileprivate static func fetch(
    _ db: Transaction, _ action: ActionName, _ filter: ActivationFilter
  ) throws -> ActivationSummary? {
    let condition = filter.condition
    var tally = ActivationTally()
    try db.forEach(
      """
      SELECT is_cold, outcome = 'failure', wait_us, init_us, run_us FROM activations
      WHERE \(condition.sql)
      """, condition.arguments
    ) { row in
      tally.add(
        isCold: row[0], isFailure: row[1], waitMicroseconds: row[2], initMicroseconds: row[3],
        runMicroseconds: row[4])
    }
    return tally.summary(of: action)
  }
}
