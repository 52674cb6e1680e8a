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

  /// Runs an outcome while another outcome of the same message is being committed.
  private func commit(
    _ lease: Lease, beside first: Lease, _ bench: Bench, _ pipeline: Pipeline
  ) throws -> Result<Void, any Error> {
    let parts = pipeline.parts
    let outcomes = try [first, lease].map { lease in
      let response = try pipeline.response(to: lease, line: "")
      return try Outcome(lease, .byHand(.success(response), parts.clock), response)
    }
    let (_, second) = try TwoWriters(bench.folder).run { db in
      try outcomes[0].commit(db, rules: parts.rules, clock: parts.clock)
    } then: { db in
      try outcomes[1].commit(db, rules: parts.rules, clock: parts.clock)
    }
    return second
  }

  @Test(arguments: [false, true])
  func ofTwoOutcomesAtOnceTheSecondChangesNothing(isTakenOver: Bool) async throws {
    let (bench, pipeline, old) = try await aboutToBeDeposited()
    var held = old
    if isTakenOver {
      try await lose("first", pipeline)
      held = try #require(await pipeline.claim("second"))
    }
    let second = try commit(old, beside: held, bench, pipeline)
    #expect(throws: PipelineError.leaseLost(message: old.messageID)) { try second.get() }
    #expect(try await pipeline.check(1).state == .deposited)
    #expect(try await pipeline.ledgerEntries().count == 1)
    #expect(try await pipeline.activations().filter { $0.action == .deposit }.count == 1)
    try await pipeline.expectSound()
  }

  @Test func whoHasAnOldTokenNeitherGivesBackNorUp() async throws {
    let (_, pipeline, old) = try await aboutToBeDeposited()
    try await lose("first", pipeline)
    let new = try #require(await pipeline.claim("second"))
    let parts = pipeline.parts
    let before = try await pipeline.snapshot()
    for attempts in [0, parts.retry.attempts] {
      var stale = old
      stale.attempts = attempts
      let failed = Invocation.byHand(
        .failure(.unreadable(file: "front", reason: "made up")), parts.clock)
      try await pipeline.worker(slots: 1).giveBack(stale, failed, error: "made up")
    }
    await #expect(throws: PipelineError.leaseLost(message: old.messageID)) {
      try await parts.store.write { db in
        try Queue.fail(db, old.held, attempts: 6, error: "made up", clock: parts.clock)
      }
    }
    #expect(try await pipeline.snapshot() == before)
    try await pipeline.commit(new, pipeline.response(to: new, line: ""))
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
