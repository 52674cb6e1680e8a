import CheckActions
import Testing

@testable import CheckPipeline

@Suite struct FencingTests {
  /// A pipeline with one check that is about to be deposited, in the hands of "first".
  private func aboutToBeDeposited() async throws -> (Bench, Pipeline, Lease) {
    let bench = try Bench()
    let pipeline = try await bench.open()
    _ = try await pipeline.submit(bench.submission("a"))
    for _ in 0..<3 {
      let lease = try #require(await pipeline.claim("first"))
      try await pipeline.commit(lease, pipeline.response(to: lease, line: Lines.personal()))
    }
    let lease = try #require(await pipeline.claim("first"))
    #expect(lease.action == .deposit)
    return (bench, pipeline, lease)
  }

  private func lose(_ owner: String, _ pipeline: Pipeline) async throws {
    let parts = pipeline.parts
    try await parts.store.write { db in
      try Owners.recover(db, lost: owner, retry: parts.retry, clock: parts.clock)
    }
  }

  @Test func anOutcomeWithAnOldTokenChangesNothing() async throws {
    let (_, pipeline, old) = try await aboutToBeDeposited()
    try await lose("first", pipeline)
    let new = try #require(await pipeline.claim("second"))
    #expect(new.messageID == old.messageID)
    #expect(new.token > old.token)
    let before = try await pipeline.snapshot()
    await #expect(throws: PipelineError.leaseLost(message: old.messageID)) {
      try await pipeline.commit(old, pipeline.response(to: old, line: Lines.personal()))
    }
    #expect(try await pipeline.snapshot() == before)
    try await pipeline.commit(new, pipeline.response(to: new, line: Lines.personal()))
    #expect(try await pipeline.check(1).state == .deposited)
    #expect(try await pipeline.ledgerEntries().count == 1)
    let after = try await pipeline.snapshot()
    for lease in [old, new] {
      await #expect(throws: PipelineError.leaseLost(message: old.messageID)) {
        try await pipeline.commit(lease, pipeline.response(to: lease, line: Lines.personal()))
      }
    }
    #expect(try await pipeline.snapshot() == after)
  }

  @Test func aMessageThatWentBackToTheQueueIsNotHeld() async throws {
    let (_, pipeline, old) = try await aboutToBeDeposited()
    try await lose("first", pipeline)
    await #expect(throws: PipelineError.leaseLost(message: old.messageID)) {
      try await pipeline.commit(old, pipeline.response(to: old, line: Lines.personal()))
    }
    #expect(try await pipeline.check(1).state == .read)
  }

  @Test func aCancelledCheckIsNotDepositedByWhoHasItInHand() async throws {
    let (_, pipeline, lease) = try await aboutToBeDeposited()
    try await pipeline.cancel(1, by: "clerk", reason: "asked for")
    let before = try await pipeline.snapshot()
    await #expect(throws: PipelineError.leaseLost(message: lease.messageID)) {
      try await pipeline.commit(lease, pipeline.response(to: lease, line: Lines.personal()))
    }
    #expect(try await pipeline.snapshot() == before)
    #expect(try await pipeline.check(1).state == .cancelled)
    #expect(try await pipeline.ledgerEntries().isEmpty)
    try await pipeline.expectLedgerHolds()
  }

  @Test func cancelAndOutcomeAtOnceLeaveOneTruth() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for number in 0..<30 {
      let serial = "\(200 + number)"
      let id = try await pipeline.submit(bench.submission(serial, cents: 1000 + number)).check
      for _ in 0..<3 {
        let lease = try #require(await pipeline.claim())
        try await pipeline.commit(lease, pipeline.response(to: lease, line: Lines.personal(serial)))
      }
      let lease = try #require(await pipeline.claim())
      let outcome = try pipeline.response(to: lease, line: "")
      async let cancelled: Void = pipeline.cancel(id, by: "clerk", reason: "asked for")
      async let committed: ()? = try? pipeline.commit(lease, outcome)
      try await cancelled
      let wasDeposited = await committed != nil
      #expect(try await pipeline.check(id).state == .cancelled)
      #expect(try await pipeline.ledgerEntries(check: id).count == (wasDeposited ? 2 : 0))
    }
    try await pipeline.expectLedgerHolds()
    #expect(try await pipeline.queueStats() == QueueStats())
  }
}
