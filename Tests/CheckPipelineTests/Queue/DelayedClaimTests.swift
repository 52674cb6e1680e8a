import CheckStore
import Testing

@testable import CheckPipeline

/// Messages that come back later, beside those that can be taken.
@Suite struct DelayedClaimTests {
  private let bench: Bench
  private let pipeline: Pipeline

  init() async throws {
    bench = try Bench(inMemory: true)
    pipeline = try await bench.open()
  }

  private func submit(_ count: Int) async throws {
    for number in 0..<count { _ = try await pipeline.submit(bench.submission("\(number)")) }
  }

  private func delay(_ check: CheckID, by milliseconds: Int64, stage: Int = 0) async throws {
    try await pipeline.sql(
      "UPDATE messages SET ready_at_ms = ?, stage = ? WHERE check_id = ?",
      [bench.clock.monotonic + milliseconds, stage, check])
  }

  private func hasReady() async throws -> Bool {
    let now = bench.clock.monotonic
    return try await pipeline.parts.store.read { try Queue.hasReady($0, nowMilliseconds: now) }
  }

  /// The order does not ask who has waited for what.
  @Test func whatCameBackTakesItsTurnAmongTheOthers() async throws {
    try await submit(5)
    try await delay(2, by: 20)
    try await delay(4, by: 10, stage: 2)
    try await delay(5, by: 30)
    #expect(try await pipeline.claim()?.check.id == 1)
    bench.clock.advance(milliseconds: 20)
    #expect(try await pipeline.claim()?.check.id == 4)
    #expect(try await pipeline.claim()?.check.id == 2)
    #expect(try await pipeline.claim()?.check.id == 3)
    #expect(try await hasReady() == false)
    #expect(try await pipeline.claim() == nil)
    bench.clock.advance(milliseconds: 10)
    #expect(try await hasReady())
    #expect(try await pipeline.claim()?.check.id == 5)
  }

  @Test func allThatComeBackAtOnceAreTakenOnceEach() async throws {
    let count = 200
    try await submit(count)
    try await pipeline.sql("UPDATE messages SET ready_at_ms = ?", [bench.clock.monotonic + 1])
    #expect(try await hasReady() == false)
    bench.clock.advance(milliseconds: 1)
    var taken: [CheckID] = []
    while try await hasReady(), let lease = try await pipeline.claim() {
      taken.append(lease.check.id)
    }
    #expect(taken.sorted() == (1...CheckID(count)).map { $0 })
    #expect(taken.first == 1)
  }

  /// One that was in hand when its owner left comes back at once, though it had waited before.
  @Test func whatAnOwnerLeavesCanBeTakenAgain() async throws {
    try await submit(1)
    try await delay(1, by: 10)
    bench.clock.advance(milliseconds: 10)
    #expect(try await pipeline.claim("one")?.check.id == 1)
    try await pipeline.parts.store.write { try Owners.leave($0, id: "one") }
    #expect(try await hasReady())
    #expect(try await pipeline.claim("two")?.check.id == 1)
  }

  /// A scan, or a sort, would cost more the more there are.
  @Test(arguments: [
    (Queue.takeNext, "ready_messages"), (Queue.findReady, "ready_messages"),
    (Queue.findDue, "delayed_messages"), (Queue.callIn, "delayed_messages"),
    (Queue.takeSuspect, "suspect_messages"),
  ])
  func noStatementLooksAtMoreThanItNeeds(sql: String, index: String) async throws {
    let plan = try await pipeline.parts.store.read { db in
      let values = Values(sql.filter { $0 == "?" }.map { _ in 0 })
      return try db.rows("EXPLAIN QUERY PLAN " + sql, values) { row -> String in row[3] }
    }
    #expect(plan.contains { $0.contains("message") && $0.contains(" INDEX \(index)") }, "\(plan)")
    #expect(!plan.contains { $0.contains("ORDER BY") }, "\(plan)")
    #expect(plan.allSatisfy { !$0.hasPrefix("SCAN") || $0.contains(" INDEX ") }, "\(plan)")
  }
}
