import CheckActions
import CheckStore

/// A message in someone's hands, which only who has its token may change.
struct HeldMessage: Sendable, Hashable {
  var id: Int64
  var token: Int64

  /// - Throws: ``PipelineError/leaseLost(message:)`` when no row was changed.
  fileprivate func requireHeld(_ rows: Int) throws(PipelineError) {
    guard rows == 1 else { throw .leaseLost(message: id) }
  }
}

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

  /// Acknowledges a message, and puts the next one of its check in its place where there is one.
  ///
  /// It is the fence of an outcome and goes before all that the outcome writes: whoever has the
  /// message otherwise waits for the end of the transaction, and finds it gone.
  ///
  /// - Throws: ``PipelineError/leaseLost(message:)``.
  static func acknowledge(
    _ db: Transaction, _ message: HeldMessage, next: ActionName?, wallMilliseconds: Int64
  ) throws {
    guard let next else {
      let deleted = try db.run(
        "DELETE FROM messages WHERE id = ? AND token = ? AND status = 'leased'",
        [message.id, message.token])
      return try message.requireHeld(deleted)
    }
    let changed = try db.run(
      """
      UPDATE messages SET action = ?, stage = ?, status = 'ready', owner = NULL, attempts = 0,
        is_suspect = 0, ready_at_ms = 0, enqueued_at_ms = ?, last_error = NULL
      WHERE id = ? AND token = ? AND status = 'leased'
      """, [next.rawValue, next.stage, wallMilliseconds, message.id, message.token])
    try message.requireHeld(changed)
  }

  /// Gives a message back, to be taken again at the given monotonic time.
  ///
  /// - Throws: ``PipelineError/leaseLost(message:)``.
  static func giveBack(
    _ db: Transaction, _ message: HeldMessage, attempts: Int, isSuspect: Bool,
    readyAtMilliseconds: Int64, error: String
  ) throws {
    let changed = try db.run(
      """
      UPDATE messages SET status = 'ready', owner = NULL, attempts = ?, is_suspect = ?,
        ready_at_ms = ?, last_error = ?, token = token + 1
      WHERE id = ? AND token = ? AND status = 'leased'
      """, [attempts, isSuspect, readyAtMilliseconds, error, message.id, message.token])
    try message.requireHeld(changed)
  }

  /// Gives a message up and keeps it with its error; its check has failed with it, unless the message
  /// is only a notice.
  ///
  /// - Throws: ``PipelineError/leaseLost(message:)``.
  static func fail(
    _ db: Transaction, _ message: HeldMessage, attempts: Int, error: String, clock: PipelineClock
  ) throws {
    let failed = try db.returning(
      """
      UPDATE messages SET status = 'failed', owner = NULL, attempts = ?, is_suspect = 0,
        last_error = ?, token = token + 1
      WHERE id = ? AND token = ? AND status = 'leased' RETURNING check_id, event_id
      """, [attempts, error, message.id, message.token]
    ) { row -> (check: CheckID, event: Int64?) in (row[0], row[1]) }
    guard let failed else { throw PipelineError.leaseLost(message: message.id) }
    if failed.event == nil { try Checks.fail(db, failed.check, error: error, clock: clock) }
  }

  /// Takes a check's own message away, whoever has it in hand; what its depositor is to be told of
  /// has happened and stays.
  static func withdraw(_ db: Transaction, check: CheckID) throws {
    try db.run("DELETE FROM messages WHERE check_id = ? AND event_id IS NULL", [check])
  }
}
