import CheckActions
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct HoldTests {
  private let bench: Bench
  private let pipeline: Pipeline

  init() async throws {
    bench = try Bench(inMemory: true)
    pipeline = try await bench.open()
  }

  /// Opens an account with a first deposit, so long ago that it is no longer new.
  private func openLongAgo(_ accounts: String...) async throws {
    for (index, account) in accounts.enumerated() {
      try await pipeline.deposit(
        bench, "opening \(account)", line: Lines.personal("9\(index)"), account: account,
        cents: 100)
    }
    bench.clock.advance(milliseconds: 40 * 86_400_000)
  }

  private func deposit(_ serial: Int, _ account: String, _ cents: Int) async throws -> CheckID {
    try await pipeline.deposit(
      bench, "check \(serial)", line: Lines.personal("\(serial)"), account: account, cents: cents
    ).id
  }

  private func holds(_ check: CheckID) async throws -> [String] {
    var filter = HoldFilter()
    filter.check = check
    filter.includesEnded = true
    return try await pipeline.holds(filter).map { "\($0.reason.rawValue) \($0.amount)" }
  }

  @Test func aNewAccountsDepositsAreHeldLonger() async throws {
    let check = try await deposit(1, "55", 50_000)
    #expect(try await holds(check) == ["new-account 500.00"])
    let account = try #require(try await pipeline.accounts().first)
    #expect(account.balance == Cents(50_000))
    #expect(account.available == Cents(0))
    bench.clock.advance(milliseconds: 20 * 86_400_000)
    #expect(try await pipeline.accounts().first?.available == Cents(50_000))
    #expect(try await pipeline.holds() == [])
    try await pipeline.expectLedgerHolds()
  }

  @Test func severalDepositsOfADayShareTheAmounts() async throws {
    try await openLongAgo("55")
    let first = try await deposit(1, "55", 20_000)
    let second = try await deposit(2, "55", 20_000)
    let third = try await deposit(3, "55", 640_000)
    #expect(try await holds(first) == ["next-day 200.00"])
    #expect(try await holds(second) == ["next-day 75.00", "ordinary 125.00"])
    #expect(
      try await holds(third) == ["ordinary 6,325.00", "large-deposit 75.00"])
    try await pipeline.expectLedgerHolds()
    // The next banking day has amounts of its own.
    bench.clock.advance(milliseconds: 4 * 86_400_000)
    let later = try await deposit(4, "55", 30_000)
    #expect(try await holds(later) == ["next-day 275.00", "ordinary 25.00"])
  }

  @Test func accountsOfOneCustomerShareTheNextDayPart() async throws {
    try await openLongAgo("55", "56")
    for account in ["55", "56"] {
      try await pipeline.assign(account: account, toCustomer: "dana")
    }
    let first = try await deposit(1, "55", 20_000)
    let second = try await deposit(2, "56", 20_000)
    #expect(try await holds(first) == ["next-day 200.00"])
    #expect(try await holds(second) == ["next-day 75.00", "ordinary 125.00"])
    await #expect(throws: HoldError.noSuchAccount("99")) {
      try await pipeline.assign(account: "99", toCustomer: "dana")
    }
  }

  @Test func atOnceTheyNeverShareTheSamePart() async throws {
    try await openLongAgo("55")
    let account = "55"
    var submissions: [Submission] = []
    for serial in 1...12 {
      submissions.append(
        try bench.submission("check \(serial)", account: account, cents: 10_000 + serial))
    }
    _ = await pipeline.submit(submissions)
    // Twelve claims at once, then twelve commits at once, by two processes.
    let other = try await bench.open()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<4 {
        let own = index % 2 == 0 ? pipeline : other
        group.addTask {
          while let lease = try await own.claim("owner \(index)") {
            let serial = lease.check.statement.amount.value - 10_000
            try await own.commit(
              lease, own.response(to: lease, line: Lines.personal("\(serial)")))
          }
        }
      }
      try await group.waitForAll()
    }
    let next: Int? = try await pipeline.value(
      "SELECT sum(amount_cents) FROM holds WHERE reason = 'next-day' AND counts = 1")
    #expect(next == 27_500)
    let all: Int? = try await pipeline.value(
      "SELECT sum(amount_cents) FROM holds WHERE reason <> 'new-account'")
    #expect(all == (1...12).reduce(0) { $0 + 10_000 + $1 })
    try await pipeline.expectLedgerHolds()
  }

  @Test func aReleasedHoldIsAvailable() async throws {
    let check = try await deposit(1, "55", 50_000)
    let hold = try #require(try await pipeline.holds().first)
    #expect(hold.check == check)
    let released = try await pipeline.releaseHold(hold.id, by: "ada", note: "known")
    #expect(released.endedBy == "ada" && released.endNote == "known")
    #expect(try await pipeline.accounts().first?.available == Cents(50_000))
    #expect(try await pipeline.holds() == [])
    await #expect(throws: HoldError.isOver(hold.id)) {
      try await pipeline.releaseHold(hold.id, by: "ada", note: "again")
    }
    await #expect(throws: HoldError.noSuchHold(99)) {
      try await pipeline.releaseHold(99, by: "ada", note: "")
    }
  }

  @Test func aCancelledDepositGivesItsPartBack() async throws {
    try await openLongAgo("55")
    let first = try await deposit(1, "55", 27_500)
    try await pipeline.cancel(first, by: "ada", reason: "mistaken")
    let second = try await deposit(2, "55", 27_500)
    #expect(try await holds(second) == ["next-day 275.00"])
    var filter = HoldFilter()
    filter.check = first
    filter.includesEnded = true
    #expect(try await pipeline.holds(filter).map(\.endedBy) == ["ada"])
    try await pipeline.expectLedgerHolds()
    let account = try #require(try await pipeline.accounts().first)
    #expect(account.balance == Cents(27_600))
    #expect(account.available == Cents(100))
  }

  @Test func aHoldThatDoesNotAddUpIsFound() async throws {
    let check = try await deposit(1, "55", 50_000)
    try await pipeline.sql("UPDATE holds SET amount_cents = 1 WHERE check_id = ?", [check])
    let proof = try await pipeline.proveLedger()
    #expect(
      proof.violations == ["the holds of check \(check) add up to 0.01, and not to its amount"])
  }

  @Test func theReleaseIsAtTheOpeningInTheBanksTimeZone() async throws {
    // 2026-01-01 10:00 UTC is 05:00 in New York, a holiday: the banking day is Friday the 2nd.
    _ = try await deposit(1, "55", 100)
    let hold = try #require(try await pipeline.holds().first)
    #expect(hold.bankingDay.description == "2026-01-02")
    // Nine business days later; the 19th is a holiday, and nine o'clock there is 14:00 UTC.
    #expect(hold.availableAt.ISO8601Format() == "2026-01-15T14:00:00Z")
  }
}
