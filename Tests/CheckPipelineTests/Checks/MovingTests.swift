import CheckStore
import Testing

@testable import CheckPipeline

/// Which checks someone who waits still has to wait for.
@Suite struct MovingTests {
  private let bench: Bench
  private let pipeline: Pipeline

  init() async throws {
    bench = try Bench(inMemory: true)
    pipeline = try await bench.open()
  }

  /// Checks at rest, of which no depositor waits for word.
  private func settled(_ count: Int) async throws -> [CheckID] {
    var ids: [CheckID] = []
    for number in 0..<count {
      ids.append(try await pipeline.submit(bench.submission("check \(number)")).check)
    }
    try await pipeline.sql("UPDATE checks SET state = 'rejected'; DELETE FROM messages;")
    return ids
  }

  private func addNotice(_ check: CheckID, _ status: String, attempts: Int) async throws {
    try await pipeline.sql(
      """
      INSERT INTO messages
        (check_id, action, stage, status, attempts, enqueued_at_ms, event_id, event)
      SELECT ?1, 'notify', 9, ?2, ?3, 0, min(h.id), '{}' FROM history h
      WHERE h.check_id = ?1 AND h.id NOT IN
        (SELECT event_id FROM messages WHERE event_id IS NOT NULL)
      """, [check, status, attempts])
  }

  @Test func anyNumberIsAskedOfWithOneStatement() async throws {
    let ids = try await settled(80)
    for count in [1, 32, 40, 80] {
      let asked = ids.prefix(count)
      let (moving, statements) = try await pipeline.statements { try await pipeline.moving(asked) }
      #expect(moving == [])
      #expect(statements.count == 3, "with the beginning and the end of the snapshot")
    }
    #expect(try await pipeline.moving([]) == [])
  }

  @Test func stateAndNoticesDecide() async throws {
    let ids = try await settled(8)
    for (id, state) in zip(ids, ["received", "imaged", "read", "review", "deposited"]) {
      try await pipeline.sql("UPDATE checks SET state = ? WHERE id = ?", [state, id])
    }
    #expect(try await pipeline.moving(ids) == Set(ids[..<3]))
    #expect(try await pipeline.moving(ids[2...3]) == [ids[2]])
    // Each may have two notices, of which the first that did not fail decides.
    try await pipeline.sql(
      """
      INSERT INTO history (check_id, at_ms, to_state, actor, note)
      SELECT check_id, 0, 'rejected', 'test', '' FROM history
      """)
    try await addNotice(ids[4], "ready", attempts: 0)
    try await addNotice(ids[5], "ready", attempts: 1)
    try await addNotice(ids[5], "ready", attempts: 0)
    try await addNotice(ids[6], "failed", attempts: 5)
    try await addNotice(ids[6], "leased", attempts: 0)
    try await addNotice(ids[7], "failed", attempts: 0)
    #expect(try await pipeline.moving(ids[3...]) == [ids[4], ids[6]])
    #expect(try await pipeline.moving(ids + [1000]) == Set(ids[..<3] + [ids[4], ids[6]]))
  }
}
