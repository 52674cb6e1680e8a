import CheckActions
import Testing

@testable import CheckPipeline

@Suite struct ReviewTests {
  private func inReview(
    _ line: String = Lines.personal(), cents: Int = 1999
  ) async throws -> (Bench, Pipeline) {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let check = try await pipeline.deposit(
      bench, "a", line: line, cents: cents, status: .unsure)
    #expect(check.state == .review)
    return (bench, pipeline)
  }

  @Test func anApprovedCheckIsCredited() async throws {
    let (_, pipeline) = try await inReview()
    try await pipeline.approve(1, by: "clerk", note: "looks right")
    #expect(try await pipeline.check(1).state == .deposited)
    let entries = try await pipeline.ledgerEntries()
    #expect(entries.map(\.key) == ["deposit:1:1"])
    #expect(
      entries.first?.postings == [
        .init(account: .itemsInClearing, side: .debit, amount: Cents(1999)),
        .init(account: .depositor("55"), side: .credit, amount: Cents(1999)),
      ])
    let last = try await pipeline.history(of: 1).last
    #expect(last?.actor == "clerk")
    #expect(last?.note == "looks right")
    #expect(last?.from == .review)
    #expect(
      try await pipeline.accounts()
        == [
          Account(
            number: "55", openedByCheck: 1, deposits: 1, balance: Cents(1999), held: Cents(1999))
        ])
    await #expect(throws: PipelineError.self) {
      try await pipeline.approve(1, by: "clerk", note: "twice")
    }
    try await pipeline.expectLedgerHolds()
  }

  @Test(arguments: [1999, 2000])
  func approvingADoubleIsRefused(cents: Int) async throws {
    let (bench, pipeline) = try await inReview()
    let twin = try await pipeline.deposit(
      bench, "b", line: Lines.personal(), cents: cents, status: .unsure)
    try await pipeline.approve(twin.id, by: "clerk", note: "")
    let before = try await pipeline.snapshot()
    await #expect(throws: PipelineError.wouldDouble(1, of: [twin.id])) {
      try await pipeline.approve(1, by: "clerk", note: "another check")
    }
    await #expect(throws: PipelineError.notDuplicates(1, named: [1, 7])) {
      try await pipeline.approve(
        1, by: "clerk", note: "", overriding: ApprovalOverrides(despiteDuplicates: [twin.id, 1, 7]))
    }
    #expect(try await pipeline.snapshot() == before)
    try await pipeline.approve(
      1, by: "clerk", note: "another check",
      overriding: ApprovalOverrides(despiteDuplicates: [twin.id]))
    #expect(
      try await pipeline.history(of: 1).last?.note
        == "another check; despite duplicate of check \(twin.id)")
    try await pipeline.expectLedgerHolds()
  }

  @Test func approvingWithoutIdentityIsRefused() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let check = try await pipeline.deposit(bench, "a", line: "", status: .noLine)
    #expect(check.state == .review)
    #expect(check.reasons == [.noMICRLine])
    await #expect(throws: PipelineError.noIdentity(1)) {
      try await pipeline.approve(1, by: "clerk", note: "")
    }
    await #expect(throws: PipelineError.noIdentity(1)) {
      try await pipeline.correct(1, Correction(amount: Cents(5)), by: "clerk")
    }
    #expect(try await pipeline.check(1).statement.amount == Cents(1999))
    try await pipeline.correct(1, Correction(line: Lines.personal()), by: "clerk")
    try await pipeline.drain(line: "")
    #expect(try await pipeline.check(1).state == .deposited)
    #expect(try await pipeline.check(1).lineIsCorrected)
  }

  @Test func aCorrectedAmountIsWhatIsCredited() async throws {
    let line = "A\(Lines.routing[0])A 123456789C 1042 B0000002500B"
    let (_, pipeline) = try await inReview(line)
    try await pipeline.correct(
      1, Correction(line: line, amount: Cents(2500), account: "77"), by: "clerk")
    #expect(try await pipeline.check(1).state == .read)
    #expect(
      try await pipeline.history(of: 1).last?.note
        == "corrected: line, amount 19.99 to 25.00, account ****5 to ****7")
    try await pipeline.drain(line: "")
    let check = try await pipeline.check(1)
    #expect(check.state == .deposited)
    #expect(check.findings == [])
    #expect(
      try await pipeline.ledgerBalances().map(\.account) == [
        .depositor("77"), .itemsInClearing,
      ])
    try await pipeline.expectLedgerHolds()
    try await pipeline.cancel(1, by: "clerk", reason: "asked for")
    try await pipeline.expectLedgerHolds()
    #expect(try await pipeline.accounts().map(\.balance) == [Cents(0)])
  }

  @Test func aCorrectedCheckIsComparedAnew() async throws {
    let (bench, pipeline) = try await inReview(Lines.personal("1043"))
    #expect(try await pipeline.deposit(bench, "b", line: Lines.personal()).state == .deposited)
    try await pipeline.correct(1, Correction(line: Lines.personal()), by: "clerk")
    try await pipeline.drain(line: "")
    #expect(try await pipeline.check(1).state == .rejected)
    #expect(try await pipeline.check(1).reasons == [.duplicate])
    try await pipeline.expectLedgerHolds()
  }

  @Test func aCorrectedLineFreesTheOneThatWasMisread() async throws {
    let (bench, pipeline) = try await inReview(Lines.personal("1043"))
    try await pipeline.correct(1, Correction(line: Lines.personal()), by: "clerk")
    // Before the corrected check is settled anew, the true owner of the misread line comes.
    let id = try await pipeline.submit(bench.submission("b", cents: 2999)).check
    let corrected = try #require(await pipeline.claim("slow"))
    #expect(corrected.check.id == 1)
    try await pipeline.drain(line: Lines.personal("1043"))
    #expect(try await pipeline.check(id).state == .deposited)
    try await pipeline.commit(corrected, pipeline.response(to: corrected, line: ""))
    #expect(try await pipeline.check(1).state == .deposited)
  }

  @Test(arguments: ["", "hello", "123456C", "A011901232A", "a011901232a 1c", "A1A\n1C"])
  func badLinesAreRefused(line: String) async throws {
    let (_, pipeline) = try await inReview()
    let before = try await pipeline.snapshot()
    await #expect(throws: PipelineError.self) {
      try await pipeline.correct(1, Correction(line: line), by: "clerk")
    }
    await #expect(throws: PipelineError.self) {
      let long = Lines.personal() + String(repeating: " ", count: 200)
      try await pipeline.correct(1, Correction(line: long), by: "clerk")
    }
    await #expect(throws: DepositStatement.Invalid.amount(Cents(0))) {
      try await pipeline.correct(1, Correction(amount: Cents(0)), by: "clerk")
    }
    await #expect(throws: DepositStatement.Invalid.account("")) {
      try await pipeline.correct(1, Correction(account: ""), by: "clerk")
    }
    #expect(try await pipeline.snapshot() == before)
  }

  @Test func aRejectedCheckIsFinal() async throws {
    let (_, pipeline) = try await inReview()
    try await pipeline.reject(1, by: "clerk", reason: "torn")
    #expect(try await pipeline.check(1).state == .rejected)
    await #expect(throws: PipelineError.self) {
      try await pipeline.cancel(1, by: "clerk", reason: "")
    }
    await #expect(throws: PipelineError.self) {
      try await pipeline.correct(1, Correction(amount: Cents(5)), by: "clerk")
    }
    #expect(try await pipeline.history(of: 1).last?.note == "torn")
  }

  @Test func aCancelledDepositHasAReversingEntry() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await pipeline.deposit(bench, "a", line: Lines.personal())
    try await pipeline.cancel(1, by: "clerk", reason: "asked for")
    let entries = try await pipeline.ledgerEntries()
    #expect(entries.map(\.kind) == [.deposit, .reversal])
    #expect(entries.last?.reverses == entries.first?.id)
    #expect(entries.last?.memo == "asked for")
    #expect(
      entries.last?.postings == [
        .init(account: .depositor("55"), side: .debit, amount: Cents(1999)),
        .init(account: .itemsInClearing, side: .credit, amount: Cents(1999)),
      ])
    #expect(try await pipeline.ledgerBalances().map(\.balance) == [Cents(0), Cents(0)])
    await #expect(throws: PipelineError.self) {
      try await pipeline.cancel(1, by: "clerk", reason: "twice")
    }
    #expect(try await pipeline.ledgerEntries().count == 2)
    try await pipeline.expectLedgerHolds()
  }

  @Test func aWaitingCheckIsCancelledWithItsMessage() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    _ = try await pipeline.submit(bench.submission("a"))
    try await pipeline.cancel(1, by: "clerk", reason: "asked for")
    #expect(try await pipeline.queueStats() == QueueStats())
    #expect(try await pipeline.claim() == nil)
    #expect(try await pipeline.ledgerEntries().isEmpty)
  }

  @Test func unknownChecksAreTold() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for act in [
      { try await pipeline.approve(9, by: "", note: "") },
      { try await pipeline.reject(9, by: "", reason: "") },
      { try await pipeline.correct(9, Correction(), by: "") },
      { try await pipeline.cancel(9, by: "", reason: "") },
      { try await pipeline.redrive(9, by: "") },
      { _ = try await pipeline.check(9) }, { _ = try await pipeline.history(of: 9) },
    ] as [() async throws -> Void] {
      await #expect(throws: PipelineError.noSuchCheck(9)) { try await act() }
    }
  }
}
