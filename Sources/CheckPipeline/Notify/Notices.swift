import CheckActions
import Foundation
import CheckStore

/// What became of telling a depositor something.
public struct Notice: Sendable, Hashable {
  /// How it ended.
  public enum Outcome: Sendable, Hashable {
    /// It was delivered, under this Message-ID.
    case sent(messageID: String)
    /// It cannot be sent, and why.
    case notSent(reason: String)
  }

  /// The check it is about.
  public var check: CheckID
  /// The state that the check had reached.
  public var state: NoticeState
  /// When it was settled.
  public var at: Date
  /// The depositor's address.
  public var recipient: String
  /// How it ended.
  public var outcome: Outcome
  /// The mail's file, where there is one in the data folder.
  public var file: String?
}

/// The rows of notices.
enum Notices {
  /// Writes what became of a notice.
  static func settle(
    _ db: Transaction, _ lease: Lease, _ response: NotifyAction.Response, at milliseconds: Int64
  ) throws {
    guard let event = lease.eventID, let notice = lease.notice else {
      throw StoreError.unknownValue(column: "event", value: "of message \(lease.messageID)")
    }
    var (outcome, reason, messageID): (String, String?, String?) = ("not-sent", nil, nil)
    switch response {
    case .mail(let mail): (outcome, messageID) = ("sent", mail.messageID)
    case .none(let why): reason = why
    }
    try db.run(
      """
      INSERT INTO notices
        (event_id, check_id, state, at_ms, recipient, outcome, reason, message_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        event, lease.check.id, notice.event.state.rawValue, milliseconds,
        notice.statement.email ?? "", outcome, reason, messageID,
      ])
  }

  /// The condition that the notice of a check of `checks` whose turn it is was not tried yet; one that
  /// waits for another that failed is not waited for either.
  static let areWaiting = """
    (SELECT m.attempts FROM messages m
      WHERE m.check_id = checks.id AND m.event_id IS NOT NULL AND m.status <> 'failed'
      ORDER BY m.event_id LIMIT 1) = 0
    """
}

extension Queue {
  /// Makes the message that has a depositor told of an event, beside the check's own.
  static func enqueue(
    _ db: Transaction, notice: QueuedNotice, event: Int64, check: CheckID, wallMilliseconds: Int64
  ) throws {
    try db.run(
      """
      INSERT INTO messages (check_id, action, stage, status, enqueued_at_ms, event_id, event)
      VALUES (?, ?, ?, 'ready', ?, ?, ?)
      """,
      [
        check, ActionName.notify.rawValue, ActionName.notify.stage, wallMilliseconds, event,
        try JSON.encode(notice),
      ])
  }
}

extension Pipeline {
  /// What became of the latest notices, of one check or of all, oldest first.
  ///
  /// What is still to be sent, or was given up, is in ``unsentNotices(check:limit:)``.
  public func notices(check: CheckID? = nil, limit: Int = 1000) async throws -> [Notice] {
    let folder = parts.folder
    return try await parts.store.read { db in
      try db.rows(
        """
        SELECT check_id, state, at_ms, recipient, reason, message_id FROM notices
        WHERE ?1 IS NULL OR check_id = ?1 ORDER BY event_id DESC LIMIT ?2
        """, [check, limit]
      ) { row in
        let (state, reason, messageID): (String, String?, String?) = (row[1], row[4], row[5])
        let file = messageID.map { MailFolder.path(messageID: $0, in: folder) }
        return Notice(
          check: row[0],
          state: try StoreError.decoded(NoticeState(rawValue: state), "state", state),
          at: Date(milliseconds: row[2]), recipient: row[3],
          outcome: messageID.map(Notice.Outcome.sent) ?? .notSent(reason: reason ?? ""),
          file: file.flatMap { FileManager.default.fileExists(atPath: $0) ? $0 : nil })
      }
      .reversed()
    }
  }
}
