import CheckActions
import Testing

@testable import CheckPipeline

@Suite struct ClaimTests {
  @Test func laterStagesComeFirstThenTheOldest() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for text in ["a", "b", "c"] { _ = try await pipeline.submit(bench.submission(text)) }
    let first = try #require(await pipeline.claim())
    #expect(first.check.id == 1)
    try await pipeline.commit(first, pipeline.response(to: first, line: ""))
    let second = try #require(await pipeline.claim())
    #expect(second.check.id == 1)
    #expect(second.action == .image)
    let third = try #require(await pipeline.claim())
    #expect(third.check.id == 2)
    #expect(third.action == .intake)
    try await pipeline.commit(second, pipeline.response(to: second, line: ""))
    #expect(try await pipeline.claim()?.action == .micr)
    #expect(try await pipeline.claim()?.check.id == 3)
    #expect(try await pipeline.claim() == nil)
  }

  @Test func concurrentClaimsNeverShareAMessage() async throws {
    let bench = try Bench()
    let pipelines = [try await bench.open(), try await bench.open()]
    for number in 0..<60 { _ = try await pipelines[0].submit(bench.submission("\(number)")) }
    let claimed = try await withThrowingTaskGroup(of: Int64?.self) { group in
      for number in 0..<80 {
        group.addTask { try await pipelines[number % 2].claim("o\(number % 2)")?.messageID }
      }
      return try await group.reduce(into: [Int64]()) { if let id = $1 { $0.append(id) } }
    }
    #expect(claimed.count == 60)
    #expect(Set(claimed).count == 60)
  }

  @Test func aSuspectRunsAlone() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for text in ["a", "b", "c"] { _ = try await pipeline.submit(bench.submission(text)) }
    let inHand = try #require(await pipeline.claim("one"))
    try await pipeline.sql("UPDATE messages SET is_suspect = 1 WHERE check_id = 2")
    #expect(try await pipeline.claim("one") == nil, "its hands are not empty")
    let suspect = try #require(await pipeline.claim("two"))
    #expect(suspect.check.id == 2)
    #expect(try await pipeline.claim("two") == nil, "nothing runs beside a suspect")
    #expect(try await pipeline.claim("one")?.check.id == 3, "others go on")
    try await pipeline.commit(suspect, pipeline.response(to: suspect, line: ""))
    #expect(try await pipeline.claim("two")?.check.id == 2)
    _ = inHand
  }

  @Test func aSuspectThatIsDelayedHoldsNobodyUp() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for text in ["a", "b"] { _ = try await pipeline.submit(bench.submission(text)) }
    try await pipeline.sql(
      "UPDATE messages SET is_suspect = 1, ready_at_ms = ? WHERE check_id = 1",
      [bench.clock.monotonic + 1])
    #expect(try await pipeline.claim()?.check.id == 2)
    bench.clock.advance(milliseconds: 1)
    #expect(try await pipeline.claim() == nil)
    #expect(try await pipeline.claim("other")?.check.id == 1)
  }

  @Test func aNewBootMakesDelayedMessagesReady() async throws {
    let bench = try Bench()
    var pipeline = try await bench.open()
    _ = try await pipeline.submit(bench.submission("a"))
    try await pipeline.sql(
      "UPDATE messages SET ready_at_ms = ?", [bench.clock.monotonic + 1_000_000])
    pipeline = try await bench.open()
    #expect(try await pipeline.claim() == nil)
    pipeline = try await bench.open { $0.clock = bench.pipelineClock(bootID: "boot-2") }
    #expect(try await pipeline.claim()?.check.id == 1)
  }

  @Test func statsTellWhoseHandsTheMessagesAreIn() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for text in ["a", "b", "c", "d"] { _ = try await pipeline.submit(bench.submission(text)) }
    _ = try await pipeline.claim()
    try await pipeline.sql(
      "UPDATE messages SET ready_at_ms = ? WHERE check_id = 2", [bench.clock.monotonic + 1])
    try await pipeline.sql("UPDATE messages SET status = 'failed' WHERE check_id = 3")
    let stats = try await pipeline.queueStats()
    #expect(stats == QueueStats(ready: 1, delayed: 1, leased: 1, failed: 1, workers: 0))
  }
}
