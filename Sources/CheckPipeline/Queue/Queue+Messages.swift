import CheckActions
import CheckStore

extension Queue {
  /// Makes the first message of a check, or the next one after its message was acknowledged.
  static func enqueue(
    _ db: Transaction, check: CheckID, action: ActionName, wallMilliseconds: Int64
  ) throws {
    try db.run(
      """
      INSERT INTO messages (check_id, action, stage, status, enqueued_at_ms)
      VALUES (?, ?, ?, 'ready', ?)
      """, [check, action.rawValue, action.stage, wallMilliseconds])
  }

  /// Refuses an outcome whose message is in other hands by now.
  ///
  /// - Throws: ``PipelineError/leaseLost(message:)``.
  static func requireHeld(_ db: Transaction, _ lease: Lease) throws {
    let isHeld = try db.exists(
      "SELECT 1 FROM messages WHERE id = ? AND token = ? AND status = 'leased'",
      [lease.messageID, lease.token])
    guard isHeld else { throw PipelineError.leaseLost(message: lease.messageID) }
  }

  /// Acknowledges a message, and puts the next one of its check in its place where there is one.
  static func acknowledge(
    _ db: Transaction, _ lease: Lease, next: ActionName?, wallMilliseconds: Int64
  ) throws {
    guard let next else {
      try db.run("DELETE FROM messages WHERE id = ?", [lease.messageID])
      return
    }
    try db.run(
      """
      UPDATE messages SET action = ?, stage = ?, status = 'ready', owner = NULL, attempts = 0,
        is_suspect = 0, ready_at_ms = 0, enqueued_at_ms = ?, last_error = NULL
      WHERE id = ?
      """, [next.rawValue, next.stage, wallMilliseconds, lease.messageID])
  }

  /// Gives a message back, to be taken again at the given monotonic time.
  static func giveBack(
    _ db: Transaction, message: Int64, attempts: Int, isSuspect: Bool, readyAtMilliseconds: Int64,
    error: String
  ) throws {
    try db.run(
      """
      UPDATE messages SET status = 'ready', owner = NULL, attempts = ?, is_suspect = ?,
        ready_at_ms = ?, last_error = ?, token = token + 1
      WHERE id = ?
      """, [attempts, isSuspect, readyAtMilliseconds, error, message])
  }

  /// Gives a message up and keeps it with its error; its check has failed with it, unless the message
  /// is only a notice.
  static func fail(
    _ db: Transaction, message: Int64, attempts: Int, error: String, clock: PipelineClock
  ) throws {
    try db.run(
      """
      UPDATE messages SET status = 'failed', owner = NULL, attempts = ?, is_suspect = 0,
        last_error = ?, token = token + 1
      WHERE id = ?
      """, [attempts, error, message])
    let own: CheckID? = try db.first(
      "SELECT check_id FROM messages WHERE id = ? AND event_id IS NULL", [message]
    ) { $0[0] }
    if let own { try Checks.fail(db, own, error: error, clock: clock) }
  }

  /// Takes a check's own message away, whoever has it in hand; what its depositor is to be told of
  /// has happened and stays.
  static func withdraw(_ db: Transaction, check: CheckID) throws {
    try db.run("DELETE FROM messages WHERE check_id = ? AND event_id IS NULL", [check])
  }
}
