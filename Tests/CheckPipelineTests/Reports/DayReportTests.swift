import CheckActions
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct DayReportTests {
  private let bench: Bench
  private let pipeline: Pipeline

  init() async throws {
    bench = try Bench(inMemory: true)
    pipeline = try await bench.open()
  }

  private func figures(_ report: DayReport, _ section: DayReport.Section) -> [String] {
    report.lines(section).map { "\($0.name) \($0.count) \($0.amount?.plain ?? "-")" }
  }

  @Test func aDayIsAddedUpAndBalances() async throws {
    let ids = try await pipeline.depositForLetters(bench, 1...4)
    let twin = try await pipeline.deposit(
      bench, "another picture", line: Lines.personal("1"), account: "55001", cents: 1001)
    #expect(twin.state == .rejected)
    _ = try await pipeline.deposit(
      bench, "doubtful", line: Lines.personal("9"), account: "55001", cents: 900,
      status: .unsure)
    try await pipeline.cancel(ids[3], by: "ada", reason: "mistaken")
    let letter = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    _ = try await pipeline.sendLetter(letter.id, to: nil, by: "ada")
    let report = try await pipeline.dayReport()
    #expect(report.difference == Cents(0))
    #expect(
      figures(report, .received) == [
        "cancelled 1 10.04", "rejected 1 10.01", "review 1 9.00", "submitted 3 30.06",
        "all 6 59.11",
      ])
    #expect(
      figures(report, .reasons) == ["duplicate 1 10.01", "unsure-characters 1 9.00"])
    #expect(figures(report, .duplicates) == ["stopped 1 10.01"])
    #expect(figures(report, .ledger) == ["deposit 4 40.10", "reversal 1 -10.04"])
    #expect(
      figures(report, .balances) == [
        "depositors, opening 1 0.00", "depositors, movement 1 30.06",
        "depositors, closing 1 30.06", "items in clearing, closing 1 -30.06",
      ])
    #expect(
      figures(report, .holds) == [
        "placed 4 40.10", "ended by time 0 0.00", "ended before 1 10.04", "left 3 30.06",
      ])
    #expect(
      figures(report, .letters) == [
        "reserved 1 30.06", "created 1 30.06", "sending 1 30.06", "sent 1 30.06",
      ])
    #expect(report.csv.hasPrefix("section,name,count,amount\nreceived,cancelled,1,10.04\n"))
  }

  @Test func theNextDayBeginsWhereThisOneEnds() async throws {
    try await pipeline.depositForLetters(bench, 1...2)
    let first = try await pipeline.dayReport()
    bench.clock.advance(milliseconds: 86_400_000)
    try await pipeline.depositForLetters(bench, 3...3)
    let second = try await pipeline.dayReport()
    #expect(second.day.number == first.day.number + 1)
    #expect(figures(second, .balances).first == "depositors, opening 1 20.03")
    #expect(figures(second, .received) == ["deposited 1 10.03", "all 1 10.03"])
    #expect(try await pipeline.dayReport(first.day) == first)
  }

  @Test func aDamagedLedgerDoesNotBalance() async throws {
    try await pipeline.depositForLetters(bench, 1...1)
    try await pipeline.sql(
      """
      DROP TRIGGER ledger_postings_no_update;
      UPDATE ledger_postings SET amount_cents = 7 WHERE side = 'debit'
      """)
    #expect(try await pipeline.dayReport().difference == Cents(994))
  }

  @Test func anAccountsStatementRunsToItsBalance() async throws {
    let ids = try await pipeline.depositForLetters(bench, 1...4)
    try await pipeline.cancel(ids[3], by: "ada", reason: "mistaken")
    let report = try await pipeline.accountReport("55001")
    #expect(report.movements.map(\.change) == [Cents(1001), Cents(1004), Cents(-1004)])
    #expect(report.movements.last?.balance == report.account.balance)
    #expect(report.account.balance == Cents(1001))
    #expect(report.holds.map(\.check) == [ids[0]])
    #expect(report.earlierMovements == 0)
    let latest = try await pipeline.accountReport("55001", limit: 2)
    #expect(latest.movements == Array(report.movements.suffix(2)))
    #expect(latest.earlierMovements == 1)
    #expect(latest.account == report.account)
    await #expect(throws: HoldError.noSuchAccount("1")) {
      try await pipeline.accountReport("1")
    }
  }
}
