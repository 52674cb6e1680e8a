import CashLetter
import CheckActions
import CheckStore
import Foundation
import MICR
import Testing

@testable import CheckPipeline

/// Decisions of two workers, or of a person and a worker, at the same time: the second is decided by
/// what the first left, since both lock what they count.
@Suite struct DecisionsAtOnceTests {
  private static let payor = "A\(Lines.routing[0])A"
  private static let key = "\(Lines.routing[0])/123456789"

  private let bench: Bench
  private let pipeline: Pipeline

  init() async throws {
    bench = try Bench(inMemory: true)
    pipeline = try await bench.open { $0.rules.dayLimit = Cents(50_000) }
  }

  private struct Item {
    var line: String
    var account = "55"
    var cents = 1999
    var front = UUID().uuidString
    var back: String?
    var status = MICRReading.Status.sure
  }

  /// Submits an item, and takes its message to an action.
  @discardableResult
  private func lease(_ item: Item, _ wanted: ActionName? = .deposit) async throws -> Lease? {
    let submission = Submission(
      front: try bench.file(UUID().uuidString, text: item.front),
      back: try item.back.map { try bench.file(UUID().uuidString, text: $0) },
      statement: try DepositStatement(account: item.account, amount: Cents(item.cents)),
      key: UUID().uuidString)
    _ = try await pipeline.submit(submission)
    while let lease = try await pipeline.claim() {
      if lease.action == wanted { return lease }
      try await pipeline.commit(
        lease, pipeline.response(to: lease, line: item.line, status: item.status))
    }
    return nil
  }

  private func outcome(_ lease: Lease) throws -> @Sendable (Transaction) throws -> Void {
    let parts = pipeline.parts
    let response = try pipeline.response(to: lease, line: "")
    let outcome = try Outcome(lease, .byHand(.success(response), parts.clock), response)
    return { db in try outcome.commit(db, rules: parts.rules, clock: parts.clock) }
  }

  private func approval(
    _ id: CheckID, despite twins: Set<CheckID> = []
  ) -> @Sendable (Transaction) throws -> Void {
    let parts = pipeline.parts
    return { db in
      try Pipeline.approve(
        db, try Pipeline.inReview(db, id), by: "ada", note: "",
        overriding: ApprovalOverrides(despiteDuplicates: twins), rules: parts.rules,
        clock: parts.clock)
    }
  }

  /// Runs both at once, and expects that each locks the names.
  private func run(
    _ first: @escaping @Sendable (Transaction) throws -> Void,
    then second: @escaping @Sendable (Transaction) throws -> Void, lock names: [Locks.Name],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Result<Void, any Error> {
    let before = try await turns(names)
    let (_, result) = try TwoWriters(bench.folder).run(first, then: second)
    // What was refused is undone, with its turn.
    let wanted = if case .success = result { 2 } else { 1 }
    let after = try await turns(names)
    #expect(
      zip(before, after).map { $1 - $0 } == names.map { _ in wanted },
      sourceLocation: sourceLocation)
    return result
  }

  private func turns(_ names: [Locks.Name]) async throws -> [Int] {
    try await pipeline.parts.store.read { db in
      try names.map { try db.int("SELECT turns FROM locks WHERE stripe = ?", [$0.stripe]) }
    }
  }

  /// Takes two deposits to their decisions at once; gives the second one's check.
  private func deposit(
    _ first: Item, then second: Item, lock names: [Locks.Name],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> CheckRecord {
    let one = try #require(try await lease(first))
    let other = try #require(try await lease(second))
    let result = try await run(
      outcome(one), then: outcome(other), lock: names, sourceLocation: sourceLocation)
    try result.get()
    #expect(try await pipeline.check(one.check.id).state == .deposited)
    try await pipeline.expectSound()
    return try await pipeline.check(other.check.id)
  }

  @Test func twoDepositsThatTogetherPassTheLimitOfADay() async throws {
    let second = try await deposit(
      Item(line: Lines.personal("1"), cents: 30_000),
      then: Item(line: Lines.personal("2"), cents: 30_000), lock: [.account("55")])
    #expect(second.state == .review)
    #expect(second.reasons == [.overDayLimit])
  }

  @Test func twoImagesOfOneLine() async throws {
    let line = Lines.personal()
    let identity = try #require(ItemIdentity(MICRFields(parsing: line))?.value)
    let second = try await deposit(
      Item(line: line), then: Item(line: line, account: "56"),
      lock: [.line(identity), .payor(Self.key)])
    #expect(second.state == .rejected)
    #expect(second.reasons == [.duplicate])
  }

  @Test func twoImagesOfOnePayorAndSerial() async throws {
    let second = try await deposit(
      Item(line: "\(Self.payor) 123456789C 1042"),
      then: Item(line: "\(Self.payor) 0123456789C 1042", account: "56"),
      lock: [.payor(Self.key)])
    #expect(second.state == .review)
    #expect(second.reasons == [.sameIdentity])
  }

  @Test func twoImagesOfOnePayorAndAmountWithoutSerial() async throws {
    let second = try await deposit(
      Item(line: "\(Self.payor) 123456789C"),
      then: Item(line: "\(Self.payor) C123456789C", account: "56"), lock: [.payor(Self.key)])
    #expect(second.state == .review)
    #expect(second.reasons == [.sameAmountNoSerial])
  }

  @Test func frontAndRearExchanged() async throws {
    let (front, rear) = (ImageHash(of: Array("front".utf8)), ImageHash(of: Array("rear".utf8)))
    let second = try await deposit(
      Item(line: Lines.personal("1"), front: "front", back: "rear"),
      then: Item(line: Lines.personal("2"), account: "56", front: "rear", back: "front"),
      lock: [.image(front), .image(rear)])
    #expect(second.state == .rejected)
    #expect(second.reasons == [.sameBytes])
  }

  @Test func anIntakeBesideADepositOfTheSameImage() async throws {
    let first = try #require(
      try await lease(Item(line: Lines.personal("1"), front: "same")))
    let second = try #require(
      try await lease(Item(line: Lines.personal("2"), account: "56", front: "same"), .intake))
    let result = try await run(
      outcome(first), then: outcome(second), lock: [.image(first.check.frontHash)])
    try result.get()
    let check = try await pipeline.check(second.check.id)
    #expect(check.state == .rejected)
    #expect(check.reasons == [.sameBytes])
    #expect(try await pipeline.queueStats() == QueueStats())
  }

  @Test func twoAccountsOfOneCustomer() async throws {
    for account in ["55", "56"] {
      try await lease(Item(line: Lines.personal(account), account: account, cents: 100), nil)
      try await pipeline.assign(account: account, toCustomer: "dana")
    }
    bench.clock.advance(milliseconds: 40 * 86_400_000)
    let second = try await deposit(
      Item(line: Lines.personal("1"), cents: 20_000),
      then: Item(line: Lines.personal("2"), account: "56", cents: 20_000),
      lock: [.customer("dana")])
    #expect(second.state == .deposited)
    var filter = HoldFilter()
    filter.check = second.id
    #expect(
      try await pipeline.holds(filter).map { "\($0.reason.rawValue) \($0.amount)" }
        == ["next-day 75.00", "ordinary 125.00"])
  }

  @Test func anAccountIsAssignedBesideADeposit() async throws {
    let lease = try #require(try await lease(Item(line: Lines.personal("1"))))
    let before = try await turns([.account("55")])
    try await pipeline.parts.store.write(outcome(lease))
    try await pipeline.assign(account: "55", toCustomer: "dana")
    #expect(try await turns([.account("55")])[0] == before[0] + 2)
  }

  /// Neither has a serial number, so that only what is credited speaks against the other.
  private func reviewedAndLeased() async throws -> (reviewed: CheckID, leased: Lease) {
    try await lease(Item(line: "\(Self.payor) 123456789C", status: .unsure), nil)
    let leased = try #require(
      try await lease(Item(line: "\(Self.payor) C123456789C", account: "56")))
    try #require(try await pipeline.check(1).state == .review)
    return (1, leased)
  }

  @Test func anApprovalAndThenADeposit() async throws {
    let (reviewed, leased) = try await reviewedAndLeased()
    let result = try await run(
      approval(reviewed), then: outcome(leased), lock: [.payor(Self.key)])
    try result.get()
    let check = try await pipeline.check(leased.check.id)
    #expect(check.state == .review)
    #expect(check.reasons == [.sameAmountNoSerial])
    try await pipeline.expectSound()
  }

  @Test func aDepositAndThenAnApproval() async throws {
    let (reviewed, leased) = try await reviewedAndLeased()
    let result = try await run(
      outcome(leased), then: approval(reviewed), lock: [.payor(Self.key)])
    #expect(throws: PipelineError.wouldDouble(reviewed, of: [leased.check.id])) {
      try result.get()
    }
    try await pipeline.expectSound()
  }

  @Test func anApprovalAndThenAReturnOfTheSameItem() async throws {
    let ids = try await pipeline.depositForLetters(bench, 1...1)
    let letter = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    _ = try await pipeline.sendLetter(letter.id, to: nil, by: "ada")
    let twin = try await pipeline.deposit(
      bench, "twin", line: Lines.personal("1"), cents: 2000, status: .unsure)
    try #require(twin.state == .review)
    let item = try #require(try await pipeline.letter(letter.id).items.first)
    let answer = BankAnswer(
      kind: .returned(reason: "A"), firstBank: letter.profile.firstBank.routing,
      depositDate: try #require(LetterDate(item.depositDate)), sequence: item.sequence,
      amount: item.amount)
    let parts = pipeline.parts
    let returns = Returns(
      policy: letterPolicy { $0.presentsAgain = true }, availability: parts.rules.availability,
      file: "returns.csv", actor: "ada", clock: parts.clock)
    let names = try await parts.store.read { try returns.lockNames($0, [answer]) }
    let result = try await run(
      approval(twin.id, despite: [ids[0]]),
      then: { db in
        var locks = try Locks.take(db, names)
        #expect(try returns.take(db, answer, &locks) == .returned)
      }, lock: [.payor(Self.key)])
    try result.get()
    #expect(try await pipeline.check(ids[0]).state == .returned)
    #expect(
      try await pipeline.history(of: ids[0]).count { $0.to == .deposited } == 1)
  }

  /// What is counted is locked before any of it is read.
  @Test(arguments: [ActionName.intake, .deposit])
  func aWorkerLocksBeforeItReads(action: ActionName) async throws {
    let lease = try #require(
      try await lease(Item(line: Lines.personal("1"), front: "front", back: "rear"), action))
    try await expectLocksFirst(outcome(lease), count: action == .intake ? 2 : 5)
  }

  @Test func aPersonLocksBeforeItReads() async throws {
    // Of these no two share a lock.
    try await lease(
      Item(line: Lines.personal("1"), front: "front", back: "rear", status: .unsure), nil)
    try await expectLocksFirst(approval(1), count: 5)
  }

  private func expectLocksFirst(
    _ decision: @escaping @Sendable (Transaction) throws -> Void, count: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let statements = try await pipeline.parts.store.write { db in
      let trace = try Trace(db)
      try decision(db)
      return trace.end()
    }
    let firstRead = try #require(
      statements.firstIndex { $0.contains("front_hash = ") && $0.contains("state NOT IN (") })
    let locks = statements.prefix(firstRead).count { $0.hasPrefix("UPDATE locks") }
    #expect(locks == count, sourceLocation: sourceLocation)
  }
}
