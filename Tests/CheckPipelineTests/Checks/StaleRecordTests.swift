import CheckActions
import CheckStore
import Testing

@testable import CheckPipeline

/// A change by a record that was read before others changed the row.
@Suite struct StaleRecordTests {
  private let bench: Bench
  private let pipeline: Pipeline

  init() async throws {
    bench = try Bench(inMemory: true)
    pipeline = try await bench.open()
  }

  /// A check in review, as it was before someone decided on it.
  private func decidedMeanwhile() async throws -> CheckRecord {
    let stale = try await pipeline.deposit(
      bench, "a", line: Lines.personal(), email: "dana@example.com", status: .unsure)
    try #require(stale.state == .review)
    try await pipeline.reject(stale.id, by: "ada", reason: "torn")
    return stale
  }

  /// Runs a change that is to be refused, and expects that the store is as it was.
  private func expectRefused(
    _ id: CheckID, in state: CheckState, sourceLocation: SourceLocation = #_sourceLocation,
    _ change: @escaping @Sendable (Transaction) throws -> Void
  ) async throws {
    let before = try await pipeline.snapshot()
    let error = await #expect(throws: PipelineError.self, sourceLocation: sourceLocation) {
      try await pipeline.parts.store.write(change)
    }
    guard case .wrongState(id, state, wanted: _) = error else {
      Issue.record("\(String(describing: error))", sourceLocation: sourceLocation)
      return
    }
    #expect(try await pipeline.snapshot() == before, sourceLocation: sourceLocation)
  }

  @Test func aCheckIsMovedOnlyFromWhereItIs() async throws {
    let stale = try await decidedMeanwhile()
    let clock = pipeline.parts.clock
    try await expectRefused(stale.id, in: .rejected) { db in
      try Checks.move(db, stale, to: .deposited, actor: "kim", note: "", clock: clock)
    }
  }

  @Test func theKeysOfAnItemAreWrittenOnlyWhereItIs() async throws {
    let stale = try await decidedMeanwhile()
    try await expectRefused(stale.id, in: .rejected) { db in
      try ItemKeys(typed: Lines.personal("7"), besides: nil, amount: Cents(1)).write(db, stale)
    }
  }

  @Test func aDepositThatWasPresentedAgainMeanwhileIsNotMoved() async throws {
    let stale = try await pipeline.deposit(bench, "a", line: Lines.personal())
    try #require(stale.state == .deposited)
    try await pipeline.sql("UPDATE checks SET state = 'submitted'")
    let clock = pipeline.parts.clock
    try await expectRefused(stale.id, in: .submitted) { db in
      try Checks.move(db, stale, to: .cancelled, actor: "kim", note: "", clock: clock)
    }
  }

  @Test func aLetterIsMovedOnlyFromWhereItIs() async throws {
    _ = try await pipeline.depositForLetters(bench, 1...2)
    let stale = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    _ = try await pipeline.dropLetter(stale.id, by: "ada", reason: "too early")
    let before = try await pipeline.letterSnapshot()
    let clock = pipeline.parts.clock
    let error = await #expect(throws: LetterError.self) {
      _ = try await pipeline.parts.store.write { db in
        try Letters.move(db, stale, to: .sending, actor: "kim", clock: clock)
      }
    }
    guard case .wrongState(stale.id, .dropped, advice: _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try await pipeline.letterSnapshot() == before)
  }
}

/// Acts of two people on one check: the second one waits, and sees what the first left.
@Suite struct ActsAtOnceTests {
  private let bench: Bench
  private let pipeline: Pipeline

  init() async throws {
    bench = try Bench(inMemory: true)
    pipeline = try await bench.open()
  }

  @Test func aCheckThatIsDecidedOnIsDecidedOnce() async throws {
    let seen = try await pipeline.deposit(bench, "a", line: Lines.personal(), status: .unsure)
    try #require(seen.state == .review)
    let clock = pipeline.parts.clock
    let (_, second) = try TwoWriters(bench.folder).run { db in
      let check = try Pipeline.inReview(db, seen.id, asSeen: seen)
      try Checks.move(db, check, to: .rejected, actor: "ada", note: "torn", clock: clock)
    } then: { db in
      let check = try Pipeline.inReview(db, seen.id, asSeen: seen)
      try Checks.move(db, check, to: .deposited, actor: "kim", note: "", clock: clock)
    }
    let error = #expect(throws: PipelineError.self) { try second.get() }
    guard case .wrongState(seen.id, .rejected, wanted: _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(try await pipeline.history(of: seen.id).last?.actor == "ada")
  }
}
