import CheckActions
import CheckStore

/// What a process does with the queue.
enum OwnerRole: String, Sendable {
  /// Runs until stopped, for everybody.
  case worker
  /// Runs what one command is waiting for.
  case command
}

/// The processes that work on the queue, their heartbeats, and what becomes of the messages of
/// those that died.
enum Owners {
  /// Writes an owner's heartbeat, whether or not it is known.
  static func beat(
    _ db: Transaction, id: String, role: OwnerRole, process: Int32, clock: PipelineClock
  ) throws {
    try db.run(
      """
      INSERT INTO owners (id, role, process, boot_id, beat_at_ms) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET beat_at_ms = excluded.beat_at_ms,
        boot_id = excluded.boot_id, role = excluded.role
      """, [id, role.rawValue, process, clock.bootID, clock.monotonicMilliseconds()])
  }

  /// Takes an owner off the list; what it still has in hand goes back as it was.
  static func leave(_ db: Transaction, id: String) throws {
    try db.run(
      """
      UPDATE messages SET status = 'ready', owner = NULL, token = token + 1 WHERE owner = ?
      """, [id])
    try db.run("DELETE FROM owners WHERE id = ?", [id])
  }

  /// The number of workers whose heartbeat is fresh.
  static func freshWorkers(
    _ db: Transaction, clock: PipelineClock, leaseMilliseconds: Int64
  ) throws -> Int {
    try db.int(
      "SELECT count(*) FROM owners WHERE role = 'worker' AND boot_id = ? AND beat_at_ms > ?",
      [clock.bootID, clock.monotonicMilliseconds() - leaseMilliseconds])
  }

  /// The owners, by name, that hold messages or are listed, and have died or stopped beating.
  static func lost(
    _ db: Transaction, clock: PipelineClock, leaseMilliseconds: Int64, isDead: (String) -> Bool
  ) throws -> [String] {
    let oldest = clock.monotonicMilliseconds() - leaseMilliseconds
    let listed = try db.rows("SELECT id, boot_id, beat_at_ms FROM owners") {
      row -> (id: String, boot: String, beat: Int64) in (row[0], row[1], row[2])
    }
    .filter { $0.boot != clock.bootID || $0.beat <= oldest || isDead($0.id) }
    .map(\.id)
    let unlisted = try db.rows(
      """
      SELECT DISTINCT owner FROM messages
      WHERE owner IS NOT NULL AND owner NOT IN (SELECT id FROM owners)
      """
    ) { row -> String in row[0] }
    return listed + unlisted
  }

  /// Gives the messages of a lost owner back.
  ///
  /// A message that was alone in its hands counts a death as an attempt, and comes back later
  /// each time, so that someone who keeps killing workers does not use its attempts up; several
  /// are run again at once, one at a time and without a charge, so that a poisonous check does not
  /// charge its neighbours.
  static func recover(
    _ db: Transaction, lost owner: String, hasDied: Bool = true, retry: RetryPolicy,
    clock: PipelineClock, using generator: inout some RandomNumberGenerator
  ) throws {
    let messages = try db.rows(
      "SELECT id, token, attempts FROM messages WHERE owner = ? ORDER BY id", [owner]
    ) { row -> (held: HeldMessage, attempts: Int) in
      (HeldMessage(id: row[0], token: row[1]), row[2])
    }
    // One that was only stopped for a while killed nobody.
    let isAlone = messages.count == 1 && hasDied
    for message in messages {
      let attempts = message.attempts + (isAlone ? 1 : 0)
      let error =
        "the worker \(hasDied ? "died" : "stopped beating")"
        + (messages.count == 1 ? "" : " with \(messages.count) messages in hand")
      do {
        if attempts >= retry.attempts {
          try Queue.fail(db, message.held, attempts: attempts, error: error, clock: clock)
        } else {
          let delay = isAlone ? retry.delay(afterAttempt: attempts, using: &generator) : 0
          try Queue.giveBack(
            db, message.held, attempts: attempts, isSuspect: true,
            readyAtMilliseconds: clock.monotonicMilliseconds() + delay, error: error)
        }
      } catch PipelineError.leaseLost {
        // Its outcome was committed meanwhile, or someone else has given it back.
      }
    }
    try db.run("DELETE FROM owners WHERE id = ?", [owner])
  }
}
