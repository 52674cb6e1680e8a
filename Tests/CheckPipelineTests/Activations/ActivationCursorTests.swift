import CheckActions
import CheckStore
import Testing

@testable import CheckPipeline

/// Numbers that are committed in another order than they were given out in.
@Suite struct ActivationCursorTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private func pipeline() async throws -> Pipeline {
    let pipeline = try await bench.open()
    _ = try await pipeline.submit(try bench.submission("a"))
    return pipeline
  }

  /// Commits activations with these numbers, those of even numbers of another action.
  private func commit(_ ids: Int64..., to pipeline: Pipeline) async throws {
    let start = bench.clock.wall.milliseconds
    try await pipeline.parts.store.write { db in
      for id in ids {
        let action = id % 2 == 0 ? ActionName.image : .micr
        try db.run(
          """
          INSERT INTO activations (id, check_id, action, container, is_cold, started_at_ms, wait_us,
            init_us, run_us, outcome, log) VALUES (?, 1, ?, 'c', 0, ?, 1, 0, 1, 'success', '')
          """, [id, action.rawValue, start])
      }
    }
  }

  @Test func oneThatIsCommittedLateIsSeenOnce() async throws {
    let pipeline = try await pipeline()
    try await commit(4, 5, 7, to: pipeline)
    var (seen, cursor) = try await pipeline.activations(after: .start)
    #expect(seen.map(\.id) == [4, 5, 7])
    try await commit(6, 8, to: pipeline)
    (seen, cursor) = try await pipeline.activations(after: cursor)
    #expect(seen.map(\.id) == [6, 8])
    (seen, cursor) = try await pipeline.activations(after: cursor)
    #expect(seen.isEmpty)
  }

  @Test func whatComesFromNowOnIsNotWhatWasThere() async throws {
    let pipeline = try await pipeline()
    try await commit(4, 5, to: pipeline)
    var cursor = try await pipeline.activationCursor()
    try await commit(8, to: pipeline)
    cursor = try await pipeline.activations(after: cursor).next
    try await commit(6, 7, to: pipeline)
    #expect(try await pipeline.activations(after: cursor).activations.map(\.id) == [6, 7])
  }

  /// What a filter leaves out is there, and no gap.
  @Test func aFilterMakesNoGaps() async throws {
    let pipeline = try await pipeline()
    let filter = ActivationFilter(action: .micr)
    try await commit(1, 2, 3, 4, 7, to: pipeline)
    var (seen, cursor) = try await pipeline.activations(after: .start, filter)
    #expect(seen.map(\.id) == [1, 3, 7])
    #expect(cursor.missing.map(\.id) == [5, 6])
    try await commit(5, 6, to: pipeline)
    (seen, cursor) = try await pipeline.activations(after: cursor, filter)
    #expect(seen.map(\.id) == [5])
    #expect(cursor.missing.isEmpty)
  }

  @Test func aNumberThatNeverComesIsGivenUpAfterAMinute() async throws {
    let pipeline = try await pipeline()
    try await commit(1, 3, to: pipeline)
    var cursor = try await pipeline.activations(after: .start).next
    bench.clock.advance(milliseconds: 59_999)
    cursor = try await pipeline.activations(after: cursor).next
    #expect(cursor.missing.map(\.id) == [2])
    bench.clock.advance(milliseconds: 1)
    cursor = try await pipeline.activations(after: cursor).next
    #expect(cursor.missing.isEmpty)
  }

  @Test func manyOldGapsAreNotAllAskedFor() async throws {
    let pipeline = try await pipeline()
    try await commit(1, 1_000_000, to: pipeline)
    let (seen, cursor) = try await pipeline.activations(after: .start)
    #expect(seen.map(\.id) == [1, 1_000_000])
    #expect(cursor.missing.count == ActivationCursor.mostMissing - 1)
    #expect(cursor.missing.last?.id == 999_999)
    try await commit(999_950, to: pipeline)
    #expect(try await pipeline.activations(after: cursor).activations.map(\.id) == [999_950])
  }

  @Test func aPageThatIsFullGoesOnWhereItEnds() async throws {
    let pipeline = try await pipeline()
    try await commit(1, 2, 4, 5, to: pipeline)
    var (seen, cursor) = try await pipeline.activations(after: .start, limit: 3)
    #expect(seen.map(\.id) == [1, 2, 4])
    try await commit(3, to: pipeline)
    (seen, cursor) = try await pipeline.activations(after: cursor, limit: 3)
    #expect(seen.map(\.id) == [3, 5])
  }
}
