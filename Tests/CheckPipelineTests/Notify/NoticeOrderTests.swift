import CheckActions
import CheckStore
import Foundation
import Testing

@testable import CheckPipeline

/// The notices of one check, one after the other.
@Suite struct NoticeOrderTests {
  private static let address = "dana@example.com"

  /// A check with a notice that it is in review and one that it is deposited, both untold.
  private func approveUntold(_ pipeline: Pipeline, _ bench: Bench) async throws -> CheckID {
    let id = try await pipeline.submit(bench.submission("a", email: Self.address)).check
    while try await pipeline.check(id).state.isMoving {
      let lease = try #require(await pipeline.claim())
      try await pipeline.commit(
        lease, pipeline.response(to: lease, line: Lines.personal(), status: .unsure))
    }
    try await pipeline.approve(id, by: "clerk", note: "seen")
    return id
  }

  private func hasReady(_ pipeline: Pipeline) async throws -> Bool {
    let now = pipeline.parts.clock.monotonicMilliseconds()
    return try await pipeline.parts.store.read { try Queue.hasReady($0, nowMilliseconds: now) }
  }

  private func giveBack(_ pipeline: Pipeline, _ lease: Lease, isSuspect: Bool = false) async throws
  {
    let parts = pipeline.parts
    try await parts.store.write { db in
      try Queue.giveBack(
        db, lease.held, attempts: 1, isSuspect: isSuspect,
        readyAtMilliseconds: parts.clock.monotonicMilliseconds() + 1000, error: "away")
    }
  }

  @Test func aLaterNoticeWaitsForOneThatComesBackLater() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let id = try await approveUntold(pipeline, bench)
    let review = try #require(await pipeline.claim())
    #expect(review.notice?.event.state == .review)
    #expect(try await pipeline.claim() == nil, "the earlier one is in hand")
    try await giveBack(pipeline, review)
    #expect(try await pipeline.claim() == nil, "the earlier one is delayed")
    #expect(try await !hasReady(pipeline), "no slot tries for a notice that has to wait")
    #expect(try await pipeline.moving([id]) == [], "nobody waits for what waits for a retry")
    let unsent = try await pipeline.unsentNotices()
    #expect(unsent.map(\.state) == [.review, .deposited])
    #expect(unsent.map(\.standing) == [.delayed, .ready])
    #expect(unsent.map(\.attempts) == [1, 0])
    #expect(unsent.map(\.error) == ["away", nil])
    #expect(try await pipeline.unsentNotices(limit: 1).map(\.state) == [.deposited])
    #expect(try await pipeline.failedNotice(of: [id])?.state == .review)
    #expect(try await pipeline.failedNotice(of: [id + 1]) == nil)
    bench.clock.advance(milliseconds: 1000)
    try await pipeline.drain(line: "")
    #expect(try await pipeline.notices().map(\.state) == [.review, .deposited])
    #expect(try await pipeline.unsentNotices() == [])
  }

  @Test func anotherChecksNoticeDoesNotWait() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    _ = try await approveUntold(pipeline, bench)
    let review = try #require(await pipeline.claim())
    try await giveBack(pipeline, review)
    let other = try await pipeline.deposit(
      bench, "b", line: Lines.personal("7"), email: Self.address)
    #expect(try await pipeline.notices().map(\.check) == [other.id])
  }

  @Test func oneThatWasGivenUpHoldsNoneUp() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let id = try await approveUntold(pipeline, bench)
    let review = try #require(await pipeline.claim())
    let parts = pipeline.parts
    try await parts.store.write { db in
      try Queue.fail(
        db, review.held, attempts: 6, error: "away", clock: parts.clock)
    }
    #expect(try await pipeline.moving([id]) == [id])
    try await pipeline.drain(line: "")
    #expect(try await pipeline.notices().map(\.state) == [.deposited])
    #expect(try await pipeline.unsentNotices().map(\.standing) == [.failed])
  }

  /// A suspect runs alone; one that has to wait for another must not keep that one from running.
  @Test func aSuspectNoticeThatWaitsStopsNobody() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    _ = try await approveUntold(pipeline, bench)
    try await pipeline.sql(
      "UPDATE messages SET is_suspect = 1 WHERE id = (SELECT max(id) FROM messages)")
    try await pipeline.drain(line: "")
    #expect(try await pipeline.notices().map(\.state) == [.review, .deposited])
  }

  @Test func theClaimFindsEarlierNoticesByTheirCheck() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let plan = try await pipeline.parts.store.read { db in
      let values: [String: Values] = [
        Queue.takeNext: ["tester"], Queue.takeSuspect: ["tester", 0],
      ]
      return try values.map { sql, values in
        try db.rows("EXPLAIN QUERY PLAN \(sql)", values) { row -> String in row[3] }
      }
    }
    for lines in plan {
      #expect(lines.contains { $0.contains("earlier USING INDEX waiting_notices") }, "\(lines)")
      #expect(!lines.contains { $0.contains("TEMP B-TREE") }, "\(lines)")
    }
  }
}
