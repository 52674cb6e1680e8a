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

  /// The activations after one, oldest first: what is new since then.
  ///
  /// Numbers count up in the order of the commits, so none is passed over.
  public func activations(
    after id: Int64, _ filter: ActivationFilter = ActivationFilter(), limit: Int = 100
  ) async throws -> [Activation] {
    let condition = filter.condition
    return try await parts.store.read { db in
      try db.rows(
        """
        SELECT \(Activation.columns) FROM activations WHERE \(condition.sql) AND id > ?
        ORDER BY id LIMIT ?
        """, condition.arguments + [id, max(0, limit)], Activation.init(row:))
    }
  }

  /// The number of the latest activation; 0 when there is none.
  public func latestActivation() async throws -> Int64 {
    try await parts.store.read { db in
      Int64(try db.int("SELECT coalesce(max(id), 0) FROM activations"))
    }
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
