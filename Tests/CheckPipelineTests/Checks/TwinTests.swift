import CheckActions
import MICR
import Testing

@testable import CheckPipeline

@Suite struct TwinTests {
  @Test func theSameBytesUnderOtherStatementsAreRejected() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    #expect(try await pipeline.deposit(bench, "a", line: Lines.personal()).state == .deposited)
    for (account, cents) in [("55", 2000), ("56", 1999)] {
      let twin = try await pipeline.deposit(
        bench, "a", line: Lines.personal(), account: account, cents: cents)
      #expect(twin.state == .rejected)
      #expect(twin.reasons == [.sameBytes])
    }
    let keyed = try await pipeline.deposit(bench, "a", line: Lines.personal(), key: "other")
    #expect(keyed.reasons == [.sameBytes])
    #expect(try await pipeline.ledgerEntries().count == 1)
    try await pipeline.expectLedgerHolds()
  }

  /// Both twins wait at the deposit action; whichever commits first is deposited.
  @Test(arguments: [[0, 1], [1, 0]])
  func ofTwoTwinsExactlyOneIsDeposited(order: [Int]) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for text in ["a", "b"] {
      _ = try await pipeline.submit(bench.submission(text, email: "dana@example.com"))
    }
    var waiting: [Lease] = []
    while let lease = try await pipeline.claim() {
      if lease.action == .deposit {
        waiting.append(lease)
      } else {
        try await pipeline.commit(lease, pipeline.response(to: lease, line: Lines.personal()))
      }
    }
    #expect(waiting.count == 2)
    for index in order {
      let lease = waiting[index]
      try await pipeline.commit(lease, pipeline.response(to: lease, line: ""))
    }
    let first = try await pipeline.check(waiting[order[0]].check.id)
    let second = try await pipeline.check(waiting[order[1]].check.id)
    #expect(first.state == .deposited)
    #expect(second.state == .rejected)
    #expect(second.reasons == [.duplicate])
    let why = "It is the same check and amount as check \(first.id) (deposited)."
    #expect(second.findings[0].detail == why)
    try await pipeline.drain(line: "")
    #expect(try await pipeline.notices(check: first.id).map(\.state) == [.deposited])
    #expect(try await pipeline.notices(check: second.id).map(\.state) == [.rejected])
    try await pipeline.expectLedgerHolds()
  }

  @Test func theSameCheckWithAnotherAmountNeedsAPerson() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await pipeline.deposit(bench, "a", line: Lines.personal())
    let other = try await pipeline.deposit(bench, "b", line: Lines.personal(), cents: 2999)
    #expect(other.state == .review)
    #expect(other.reasons == [.sameIdentity])
  }

  /// Rejected copies must not hide the live one.
  @Test(arguments: [1999, 2999])
  func manyDeadTwinsDoNotHideALiveOne(cents: Int) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for number in 0..<25 {
      let check = try await pipeline.deposit(bench, "dead \(number)", line: Lines.personal())
      #expect(check.state == .deposited)
      try await pipeline.cancel(check.id, by: "clerk", reason: "asked for")
    }
    #expect(try await pipeline.deposit(bench, "live", line: Lines.personal()).state == .deposited)
    let twin = try await pipeline.deposit(bench, "twin", line: Lines.personal(), cents: cents)
    #expect(twin.reasons == [cents == 1999 ? .duplicate : .sameIdentity])
    try await pipeline.expectLedgerHolds()
  }

  @Test func manyDeadCopiesOfAPictureDoNotHideALiveOne() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for number in 0..<25 {
      let check = try await pipeline.deposit(
        bench, "same", line: Lines.personal(), key: "k\(number)")
      #expect(check.state == .deposited)
      try await pipeline.cancel(check.id, by: "clerk", reason: "asked for")
    }
    try await pipeline.deposit(bench, "same", line: Lines.personal(), key: "live")
    let copy = try await pipeline.deposit(
      bench, "same", line: Lines.personal(), account: "7", key: "copy")
    #expect(copy.state == .rejected)
    #expect(copy.reasons == [.sameBytes])
  }

  @Test func manyLiveTwinsDoNotHideTheOneOfTheSameAmount() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for number in 0..<25 {
      try await pipeline.deposit(
        bench, "live \(number)", line: Lines.personal(), cents: 1000 + number)
    }
    let twin = try await pipeline.deposit(bench, "twin", line: Lines.personal(), cents: 1024)
    #expect(twin.reasons == [.duplicate])
    #expect(twin.state == .rejected)
  }

  @Test(arguments: [false, true])
  func checksWithoutSerialAreComparedWithinThirtyDays(isLate: Bool) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let routing = Lines.routing[0]
    #expect(
      try await pipeline.deposit(bench, "a", line: "A\(routing)A 123456789C").state == .deposited)
    bench.clock.advance(milliseconds: 30 * 86_400_000 + (isLate ? 1 : 0))
    // Another on-us field of the same account, so that the identity is another.
    let second = try await pipeline.deposit(bench, "b", line: "A\(routing)A C123456789C")
    #expect(second.state == (isLate ? .deposited : .review))
    #expect(second.reasons == (isLate ? [] : [.sameAmountNoSerial]))
  }

  @Test(arguments: [["1042", "1043"], ["1042", nil], [nil, "1042"]])
  func aSerialOnBothTellsChecksOfOneAccountAndAmountApart(serials: [String?]) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    var checks: [CheckRecord] = []
    for serial in serials {
      let line = "A\(Lines.routing[0])A 123456789C" + (serial.map { " \($0)" } ?? "")
      checks.append(try await pipeline.deposit(bench, serial ?? "none", line: line))
    }
    #expect(checks[0].state == .deposited)
    #expect(checks[1].state == (serials.contains(nil) ? .review : .deposited))
    #expect(checks[1].reasons == (serials.contains(nil) ? [.sameAmountNoSerial] : []))
  }

  @Test func theDayLimitHoldsForEachAccountAndDay() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open { $0.rules.dayLimit = Cents(5000) }
    func deposit(_ serial: String, _ cents: Int, _ account: String = "55") async throws
      -> CheckRecord
    {
      try await pipeline.deposit(
        bench, serial, line: Lines.personal(serial), account: account, cents: cents)
    }
    #expect(try await deposit("1", 3000).state == .deposited)
    #expect(try await deposit("2", 2000).state == .deposited)
    #expect(try await deposit("3", 1).reasons == [.overDayLimit])
    #expect(try await deposit("4", 5000, "56").state == .deposited)
    try await pipeline.cancel(1, by: "clerk", reason: "asked for")
    #expect(try await deposit("5", 3000).state == .deposited)
    bench.clock.advance(milliseconds: 86_400_000)
    #expect(try await deposit("6", 5000).state == .deposited)
    try await pipeline.expectLedgerHolds()
  }

  @Test(arguments: ["reject", "cancel", "cancel deposited"])
  func afterItsEndTheItemCanBeDepositedAgain(how: String) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let status: MICRReading.Status = how == "cancel deposited" ? .sure : .unsure
    let first = try await pipeline.deposit(bench, "a", line: Lines.personal(), status: status)
    if how == "reject" {
      try await pipeline.reject(first.id, by: "clerk", reason: "mistyped")
    } else {
      try await pipeline.cancel(first.id, by: "clerk", reason: "mistyped")
    }
    let replay = try await pipeline.submit(bench.submission("a"))
    #expect(replay == Receipt(check: first.id, isReplay: true))
    let keyed = try await pipeline.deposit(bench, "a", line: Lines.personal(), key: "again")
    #expect(keyed.state == .deposited)
    try await pipeline.cancel(keyed.id, by: "clerk", reason: "again")
    let pictured = try await pipeline.deposit(bench, "other picture", line: Lines.personal())
    #expect(pictured.state == .deposited)
    try await pipeline.expectLedgerHolds()
  }

  @Test func aFailedCheckThatIsRedrivenMeetsItsTwin() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open { $0.retry.attempts = 1 }
    let first = try await pipeline.submit(bench.submission("a")).check
    _ = try await pipeline.claim("dead")
    let parts = pipeline.parts
    try await parts.store.write { db in
      try Owners.recover(db, lost: "dead", retry: parts.retry, clock: parts.clock)
    }
    #expect(try await pipeline.check(first).state == .failed)
    let twin = try await pipeline.deposit(bench, "a", line: Lines.personal(), cents: 7)
    #expect(twin.state == .deposited)
    try await pipeline.redrive(first, by: "clerk")
    try await pipeline.drain(line: Lines.personal())
    #expect(try await pipeline.check(first).state == .rejected)
    #expect(try await pipeline.check(first).reasons.contains(.sameBytes))
    try await pipeline.expectLedgerHolds()
  }
}
