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

  /// An owner as it was seen by someone who looks after the lost.
  struct Sighting: Sendable, Hashable {
    var id: String
    /// Its last heartbeat; `nil` where it holds messages and is not listed.
    var beat: Beat?
  }

  /// A heartbeat.
  struct Beat: Sendable, Hashable {
    var boot: String
    var milliseconds: Int64

    fileprivate func isLate(_ clock: PipelineClock, _ leaseMilliseconds: Int64) -> Bool {
      boot != clock.bootID || milliseconds <= clock.monotonicMilliseconds() - leaseMilliseconds
    }
  }

  /// An owner that died or stopped beating.
  struct Lost: Sendable, Hashable {
    var owner: Sighting
    /// `true` if its process is gone, which nothing changes: its name is never used again.
    var hasDied: Bool
  }

  /// Returns the owners that are listed, and those that hold messages and are not.
  static func all(_ db: Transaction) throws -> [Sighting] {
    let listed = try db.rows("SELECT id, boot_id, beat_at_ms FROM owners ORDER BY id") {
      Sighting(id: $0[0], beat: Beat(boot: $0[1], milliseconds: $0[2]))
    }
    let unlisted = try db.rows(
      """
      SELECT DISTINCT owner FROM messages
      WHERE owner IS NOT NULL AND owner NOT IN (SELECT id FROM owners)
      """
    ) { Sighting(id: $0[0], beat: nil) }
    return listed + unlisted
  }

  /// Returns those of the owners that have died or stopped beating.
  ///
  /// - Parameter isDead: Asks a lock file, for which a transaction is no place.
  static func lost(
    of owners: [Sighting], clock: PipelineClock, leaseMilliseconds: Int64, isDead: (String) -> Bool
  ) -> [Lost] {
    owners.compactMap { owner in
      let lost = Lost(owner: owner, hasDied: isDead(owner.id))
      let isLate = owner.beat?.isLate(clock, leaseMilliseconds) ?? true
      return isLate || lost.hasDied ? lost : nil
    }
  }

  /// Takes a lost owner off the list, which at most one transaction does.
  ///
  /// - Returns: `false` where it has beaten since it was seen: it is alive and keeps its messages.
  static func strike(_ db: Transaction, _ lost: Lost) throws -> Bool {
    let id = lost.owner.id
    guard !lost.hasDied else {
      try db.run("DELETE FROM owners WHERE id = ?", [id])
      return true
    }
    guard let beat = lost.owner.beat else {
      return try !db.exists("SELECT 1 FROM owners WHERE id = ?", [id])
    }
    return try db.run(
      "DELETE FROM owners WHERE id = ? AND boot_id = ? AND beat_at_ms = ?",
      [id, beat.boot, beat.milliseconds]) == 1
  }

  /// Gives the messages of a lost owner back, in the transaction that took it off the list.
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
  }
}
