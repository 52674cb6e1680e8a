import CheckActions
import Foundation
import CheckStore

/// A notice that is still in the queue.
public struct UnsentNotice: Sendable, Hashable {
  /// How its message stands.
  public enum Standing: String, Codable, Sendable, Hashable {
    /// It can be taken, or waits for an earlier notice of its check.
    case ready
    /// It comes back later, after a fault.
    case delayed
    /// A worker has it in hand.
    case leased
    /// It was given up.
    case failed
  }

  /// The check it is about.
  public var check: CheckID
  /// The state that the check had reached; `nil` when this version cannot read it.
  public var state: NoticeState?
  /// When it was put into the queue.
  public var at: Date
  /// The depositor's address; `nil` when this version cannot read it.
  public var recipient: String?
  /// How its message stands.
  public var standing: Standing
  /// How often it was tried.
  public var attempts: Int
  /// The last attempt's error.
  public var error: String?
}

extension Pipeline {
  /// The latest notices that wait or were given up, of one check or of all, oldest first.
  public func unsentNotices(
    check: CheckID? = nil, limit: Int = 1000
  ) async throws -> [UnsentNotice] {
    let now = parts.clock.monotonicMilliseconds()
    return try await parts.store.read { db in
      try db.rows(
        """
        SELECT check_id, event, enqueued_at_ms, status, ready_at_ms > ?1, attempts, last_error
        FROM messages WHERE event_id IS NOT NULL AND (?2 IS NULL OR check_id = ?2)
        ORDER BY event_id DESC LIMIT ?3
        """, [now, check, limit], UnsentNotice.init(row:)
      ).reversed()
    }
  }

  /// The oldest notice of these checks that was tried and not delivered, or given up; `nil` when
  /// there is none.
  public func failedNotice(of checks: Set<CheckID>) async throws -> UnsentNotice? {
    let now = parts.clock.monotonicMilliseconds()
    return try await parts.store.read { db in
      var oldest: UnsentNotice?
      try db.forEach(
        """
        SELECT check_id, event, enqueued_at_ms, status, ready_at_ms > ?, attempts, last_error
        FROM messages WHERE event_id IS NOT NULL AND (attempts > 0 OR status = 'failed')
        ORDER BY event_id
        """, [now]
      ) { row in
        if oldest == nil, checks.contains(row[0]) { oldest = try UnsentNotice(row: row) }
      }
      return oldest
    }
  }
}

extension UnsentNotice {
  fileprivate init(row: Row) throws {
    let (event, status, isLater): (String, String, Bool) = (row[1], row[3], row[4])
    // What cannot be read is listed all the same: it is what a person has to look after.
    let notice = try? JSON.decode(QueuedNotice.self, from: event)
    self.init(
      check: row[0], state: notice?.event.state, at: Date(milliseconds: row[2]),
      recipient: notice?.statement.email,
      standing: status == "ready" && isLater
        ? .delayed : try StoreError.decoded(Standing(rawValue: status), "status", status),
      attempts: row[5], error: row[6])
  }
}
