import CheckActions
import Testing

@testable import CheckPipeline

/// Rows that this version cannot read must not hold up, or charge, any other check.
@Suite struct PoisonTests {
  private static let poisons = [
    "UPDATE checks SET findings = '[{\"reason\":\"of-tomorrow\",\"detail\":\"\"}]' WHERE id = 1",
    "UPDATE checks SET account = '' WHERE id = 1",
    "UPDATE messages SET action = 'of-tomorrow' WHERE check_id = 1",
    "UPDATE messages SET action = 'demo' WHERE check_id = 1",
    "UPDATE checks SET findings = 'no JSON' WHERE id = 1",
  ]

  @Test(arguments: poisons)
  func anUnreadableRowFailsAlone(poison: String) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for text in ["a", "b"] { _ = try await pipeline.submit(bench.submission(text)) }
    try await pipeline.sql(poison)
    let lease = try #require(await pipeline.claim())
    #expect(lease.check.id == 2)
    #expect(try await pipeline.claim() == nil)
    let status: String? = try await pipeline.value(
      "SELECT status FROM messages WHERE check_id = 1")
    #expect(status == "failed")
    let state: String? = try await pipeline.value("SELECT state FROM checks WHERE id = 1")
    #expect(state == "failed")
    let error: String? = try await pipeline.value(
      "SELECT last_error FROM messages WHERE check_id = 1")
    #expect(error?.isEmpty == false)
  }

  @Test func anUnreadableResultIsAFaultOfItsCheckAlone() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open { $0.retry.attempts = 1 }
    _ = try await pipeline.submit(bench.submission("a"))
    for _ in 0..<3 {
      let lease = try #require(await pipeline.claim())
      try await pipeline.commit(lease, pipeline.response(to: lease, line: Lines.personal()))
    }
    let good: String? = try await pipeline.value(
      "SELECT response FROM results WHERE action = 'micr'")
    try await pipeline.sql("UPDATE results SET response = '{}' WHERE action = 'micr'")
    try await pipeline.finish([1], slots: 1)
    #expect(try await pipeline.check(1).state == .failed)
    #expect(try await pipeline.check(1).failedFrom == .read)
    try await pipeline.sql(
      "UPDATE results SET response = ? WHERE action = 'micr'", [good])
    try await pipeline.redrive(1, by: "clerk")
    try await pipeline.drain(line: Lines.personal())
    #expect(try await pipeline.check(1).state == .deposited)
  }

  @Test(arguments: poisons)
  func aDeadOwnersUnreadableMessageDoesNotStopTheNextStart(poison: String) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open { $0.retry.attempts = 1 }
    _ = try await pipeline.submit(bench.submission("a"))
    #expect(try await pipeline.claim("dead")?.check.id == 1)
    try await pipeline.sql(poison)
    let parts = pipeline.parts
    try await parts.store.write { db in
      try Owners.recover(db, lost: "dead", retry: parts.retry, clock: parts.clock)
    }
    let status: String? = try await pipeline.value("SELECT status FROM messages")
    #expect(status == "failed")
    let state: String? = try await pipeline.value("SELECT state FROM checks")
    #expect(state == "failed")
  }
}
