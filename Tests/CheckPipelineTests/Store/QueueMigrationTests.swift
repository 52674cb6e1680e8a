import CheckActions
import CheckStore
import Testing

@testable import CheckPipeline

@Suite struct QueueMigrationTests {
  /// A store as version 4 left it, with messages that are ready, come back later, are in hand, were
  /// given up, and are suspect.
  private func makeOldStore(_ bench: Bench) throws {
    try bench.folder.create()
    let old = StoreFile(bench.folder.store)
    try old.migrate(.checks, upTo: "4")
    try old.write { db in
      try db.script("INSERT INTO meta VALUES ('boot_id', 'boot-1')")
      for (id, message) in Self.messages.enumerated().map({ ($0 + 1, $1) }) {
        try db.run(
          """
          INSERT INTO checks (state, failed_from, account, amount_cents, front_name, front_hash,
            idempotency_key, content_key, received_at_ms, received_day, changed_at_ms)
          VALUES (iif(?1 = 'failed', 'failed', 'received'), iif(?1 = 'failed', 'received', NULL),
            '55', 1999, 'f', 'h' || ?2, 'k' || ?2, 'c', 0, 0, 0)
          """, [message.status, id])
        try db.run(
          """
          INSERT INTO messages (check_id, action, stage, status, attempts, is_suspect,
            ready_at_ms, enqueued_at_ms, owner)
          VALUES (?, 'intake', ?, ?, 1, ?, ?, 0, ?)
          """,
          [
            id, message.stage, message.status, message.isSuspect, message.readyAt,
            message.status == "leased" ? "gone" : nil,
          ])
      }
    }
  }

  private static let messages: [(status: String, stage: Int, isSuspect: Bool, readyAt: Int64)] = [
    ("ready", 0, false, 0), ("ready", 0, false, 5_000_010), ("ready", 2, false, 5_000_020),
    ("ready", 0, false, 4_999_990), ("leased", 0, false, 7), ("failed", 0, false, 8),
    ("ready", 0, true, 5_000_030),
  ]

  @Test func everyMessageComesInItsTurn() async throws {
    let bench = try Bench()
    try makeOldStore(bench)
    let pipeline = try await bench.open()
    #expect(
      try await pipeline.queueStats()
        == QueueStats(ready: 2, delayed: 3, leased: 1, failed: 1, workers: 0))
    #expect(try await pipeline.claim()?.check.id == 1)
    #expect(try await pipeline.claim()?.check.id == 4)
    #expect(try await pipeline.claim() == nil)
    bench.clock.advance(milliseconds: 20)
    #expect(try await pipeline.claim()?.check.id == 3)
    #expect(try await pipeline.claim()?.check.id == 2)
    bench.clock.advance(milliseconds: 10)
    #expect(try await pipeline.claim() == nil, "a suspect runs alone")
    #expect(try await pipeline.claim("other")?.check.id == 7)
    #expect(try await pipeline.failedMessages().map(\.check) == [6])
  }

  @Test func aNewBootMakesAllOfThemReady() async throws {
    let bench = try Bench()
    try makeOldStore(bench)
    let pipeline = try await bench.open { $0.clock = bench.pipelineClock(bootID: "boot-2") }
    let stats = try await pipeline.queueStats()
    #expect(stats == QueueStats(ready: 5, delayed: 0, leased: 1, failed: 1, workers: 0))
  }
}
