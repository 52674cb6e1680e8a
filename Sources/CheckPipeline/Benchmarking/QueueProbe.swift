import CheckActions
import Foundation
import CheckStore

/// Drives the queue with as long a backlog as is wanted, to measure what the backlog costs.
@_spi(Benchmarking) public struct QueueProbe: Sendable {
  private let parts: Parts
  private let worker: Worker

  /// Probes the queue of a pipeline on which nothing else works.
  public init(_ pipeline: Pipeline) {
    parts = pipeline.parts
    worker = pipeline.worker(slots: 1)
  }

  /// Puts so many more checks and their first messages into the store, without pictures.
  public func fill(_ count: Int) async throws {
    let now = parts.clock.nowMilliseconds
    for first in stride(from: 0, to: count, by: 50_000) {
      let part = min(50_000, count - first)
      try await parts.store.write { db in
        let last = try db.int("SELECT coalesce(max(id), 0) FROM checks")
        try db.run(
          """
          WITH RECURSIVE n (id) AS (SELECT ?1 + 1 UNION ALL SELECT id + 1 FROM n LIMIT ?2)
          INSERT INTO checks (state, account, amount_cents, front_name, front_hash,
            idempotency_key, content_key, received_at_ms, received_day, changed_at_ms)
          SELECT 'received', 10000000 + id / 4, 1999, 'f' || id, printf('%064x', id),
            'k' || id, 'c' || id, ?3, ?3 / 86400000, ?3 FROM n
          """, [last, part, now])
        try db.run(
          """
          INSERT INTO messages (check_id, action, stage, status, enqueued_at_ms)
          SELECT id, 'intake', 0, 'ready', ?2 FROM checks WHERE id > ?1 ORDER BY id
          """, [last, now])
      }
    }
  }

  /// Has all that waits come back at the same moment, in an hour unless told otherwise, as after a
  /// fault that many messages met.
  public func delayAll(milliseconds: Int64 = 3_600_000) async throws {
    let readyAt = parts.clock.monotonicMilliseconds() + milliseconds
    try await parts.store.write { db in
      _ = try db.run("UPDATE messages SET ready_at_ms = ?", [readyAt])
    }
  }

  /// Claims a message as a worker does, and gives it back as it was; the time is of the claim alone.
  public func timeOfClaim() async throws -> Duration {
    let owner = "claimer"
    let start = ContinuousClock.now
    let lease = try await worker.claim(owner)
    let time = start.duration(to: .now)
    guard lease != nil else { throw StoreError.unknownValue(column: "backlog", value: "none") }
    try await parts.store.write { try Owners.leave($0, id: owner) }
    return time
  }

  /// Has an owner take so many messages and die, as kill -9 leaves it.
  public func takeAndDie(_ inHand: Int) async throws {
    let (parts, owner) = (parts, "killed")
    try Data().write(to: URL(fileURLWithPath: "\(parts.folder.owners)/\(owner).lock"))
    try await parts.store.write { db in
      try Owners.beat(db, id: owner, role: .worker, process: 1, clock: parts.clock)
      for _ in 0..<inHand { _ = try Queue.claim(db, owner: owner, clock: parts.clock) }
    }
  }

  /// How long it takes, from a heart's beat on, until a worker has the first of these again.
  public func timeOfRecovery() async throws -> Duration {
    let (parts, worker) = (parts, worker)
    let start = ContinuousClock.now
    try await blocking { try parts.recoverLost() }
    let lease = try await worker.claim("successor")
    let time = start.duration(to: .now)
    guard lease != nil else { throw StoreError.unknownValue(column: "backlog", value: "none") }
    try await parts.store.write { db in
      try Owners.leave(db, id: "successor")
      // So that the next death finds the queue as this one did.
      try db.run("UPDATE messages SET is_suspect = 0 WHERE is_suspect = 1")
    }
    return time
  }
}
