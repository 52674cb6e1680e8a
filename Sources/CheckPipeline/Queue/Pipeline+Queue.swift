import CheckActions
import CheckStore

extension Pipeline {
  /// How many messages are in which hands.
  public func queueStats() async throws -> QueueStats {
    let parts = parts
    let now = parts.clock.monotonicMilliseconds()
    return try await parts.store.read { db in
      var stats = QueueStats()
      try db.forEach(
        "SELECT status, ready_at_ms > ?, count(*) FROM messages GROUP BY 1, 2", [now]
      ) { row in
        let (status, isLater, count): (String, Bool, Int) = (row[0], row[1], row[2])
        switch status {
        case "ready": if isLater { stats.delayed += count } else { stats.ready += count }
        case "leased": stats.leased += count
        default: stats.failed += count
        }
      }
      stats.workers = try Owners.freshWorkers(
        db, clock: parts.clock, leaseMilliseconds: parts.leaseMilliseconds)
      return stats
    }
  }

  /// The messages that were given up, oldest first.
  public func failedMessages() async throws -> [FailedMessage] {
    try await parts.store.read { db in
      try db.rows(
        """
        SELECT check_id, action, attempts, coalesce(last_error, '') FROM messages
        WHERE status = 'failed' ORDER BY id
        """
      ) { FailedMessage(check: $0[0], action: $0[1], attempts: $0[2], error: $0[3]) }
    }
  }

  /// Puts a failed check back where it was, to be tried from the start, and the check's failed
  /// notices back into the queue.
  ///
  /// - Throws: ``PipelineError/wrongState(_:_:wanted:)`` when neither is failed.
  public func redrive(_ id: CheckID, by actor: String) async throws {
    let parts = parts
    try await parts.store.write { db in
      // The messages first, as a worker does that gives one up.
      let redriven = try db.run(
        """
        UPDATE messages SET status = 'ready', attempts = 0, is_suspect = 0, ready_at_ms = 0,
          enqueued_at_ms = ?, token = token + 1
        WHERE check_id = ? AND status = 'failed'
        """, [parts.clock.nowMilliseconds, id])
      let check = try CheckRecord.lock(db, id: id)
      guard redriven > 0 else {
        throw PipelineError.wrongState(
          id, check.state, wanted: "a failed check or notice can be redriven")
      }
      if check.state == .failed, let from = check.failedFrom {
        try Checks.move(
          db, check, to: from, actor: actor, note: "redriven", clock: parts.clock)
      }
    }
  }
}
