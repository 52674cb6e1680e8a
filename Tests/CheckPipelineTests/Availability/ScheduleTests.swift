import CheckActions
import CheckRendering
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct ScheduleTests {
  private let rules = AvailabilityRules()

  private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

  private func parts(
    _ cents: Int, on text: String, nextDayTaken: Int = 0, before: Int = 0,
    _ change: (inout DepositFacts) -> Void = { _ in }
  ) throws -> [String] {
    var facts = DepositFacts(amount: Cents(cents), bankingDay: try day(text))
    facts.nextDayTaken = Cents(nextDayTaken)
    facts.depositedBefore = Cents(before)
    change(&facts)
    return AvailabilitySchedule.holds(facts, rules).map {
      "\($0.reason.rawValue) \($0.amount) \($0.availableOn)"
    }
  }

  @Test func anOrdinaryDepositIsInTwoParts() throws {
    // A Monday without holidays.
    #expect(
      try parts(100_000, on: "2026-03-02") == [
        "next-day 275.00 2026-03-03", "ordinary 725.00 2026-03-04",
      ])
    #expect(try parts(27_500, on: "2026-03-02") == ["next-day 275.00 2026-03-03"])
    #expect(try parts(1, on: "2026-03-02") == ["next-day 0.01 2026-03-03"])
  }

  @Test func aLargeOneIsInThree() throws {
    #expect(
      try parts(1_000_000, on: "2026-03-02") == [
        "next-day 275.00 2026-03-03", "ordinary 6,450.00 2026-03-04",
        "large-deposit 3,275.00 2026-03-11",
      ])
    #expect(
      try parts(672_500, on: "2026-03-02") == [
        "next-day 275.00 2026-03-03", "ordinary 6,450.00 2026-03-04",
      ])
  }

  @Test func theAmountsAreOfTheWholeBankingDay() throws {
    #expect(
      try parts(50_000, on: "2026-03-02", nextDayTaken: 20_000, before: 20_000) == [
        "next-day 75.00 2026-03-03", "ordinary 425.00 2026-03-04",
      ])
    #expect(
      try parts(50_000, on: "2026-03-02", nextDayTaken: 27_500, before: 660_000) == [
        "ordinary 125.00 2026-03-04", "large-deposit 375.00 2026-03-11",
      ])
    // Another account of the customer has the next-day part; this one is new to the day.
    #expect(
      try parts(50_000, on: "2026-03-02", nextDayTaken: 27_500) == ["ordinary 500.00 2026-03-04"])
  }

  @Test func earlierAmountsHoldBeforeTheirDay() throws {
    #expect(
      try parts(600_000, on: "2025-06-30") == [
        "next-day 225.00 2025-07-01", "ordinary 5,300.00 2025-07-02",
        "large-deposit 475.00 2025-07-10",
      ])
    #expect(
      try parts(600_000, on: "2025-07-01") == [
        "next-day 275.00 2025-07-02", "ordinary 5,725.00 2025-07-03",
      ])
  }

  @Test func weekendsAndHolidaysDoNotCount() throws {
    // Friday; Monday 2026-01-19 is a holiday.
    #expect(
      try parts(700_000, on: "2026-01-16") == [
        "next-day 275.00 2026-01-20", "ordinary 6,450.00 2026-01-21",
        "large-deposit 275.00 2026-01-28",
      ])
  }

  @Test func newAccountsRepresentedAndWholeChecks() throws {
    #expect(
      try parts(50_000, on: "2026-03-02") { $0.isNewAccount = true }
        == ["new-account 500.00 2026-03-13"])
    #expect(
      try parts(50_000, on: "2026-03-02") { $0.isPresentedAgain = true }
        == ["presented-again 500.00 2026-03-11"])
    #expect(
      try parts(5_000_000, on: "2026-03-02") {
        $0.isNewAccount = true
        $0.payorRouting = "000000518"
      } == ["next-day 50,000.00 2026-03-03"])
  }

  @Test func theBankingDayEndsAtTheCutOff() throws {
    func bankingDay(_ text: String, _ minute: Int) throws -> String {
      AvailabilitySchedule.bankingDay(try day(text), minute: minute, rules).description
    }
    #expect(try bankingDay("2026-03-02", 0) == "2026-03-02")
    #expect(try bankingDay("2026-03-02", 17 * 60 - 1) == "2026-03-02")
    #expect(try bankingDay("2026-03-02", 17 * 60) == "2026-03-03")
    // Friday evening, Saturday, and the evening before a holiday on Monday.
    #expect(try bankingDay("2026-03-06", 18 * 60) == "2026-03-09")
    #expect(try bankingDay("2026-03-07", 10 * 60) == "2026-03-09")
    #expect(try bankingDay("2026-01-16", 18 * 60) == "2026-01-20")
  }

  @Test(arguments: 1...200)
  func thePartsAddUpWhateverCameBefore(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let start = try day("2024-01-02")
    for _ in 0..<50 {
      var facts = DepositFacts(
        amount: Cents(Int.random(in: 1...3_000_000, using: &generator)),
        bankingDay: FederalReserveCalendar.businessDay(
          from: start + Int.random(in: 0...1200, using: &generator)))
      facts.nextDayTaken = Cents(Int.random(in: 0...40_000, using: &generator))
      facts.depositedBefore = Cents(Int.random(in: 0...900_000, using: &generator))
      facts.isNewAccount = Int.random(in: 0..<5, using: &generator) == 0
      facts.isPresentedAgain = Int.random(in: 0..<5, using: &generator) == 0
      let holds = AvailabilitySchedule.holds(facts, rules)
      #expect(holds.reduce(0) { $0 + $1.amount.value } == facts.amount.value)
      #expect(holds.allSatisfy { $0.amount.value > 0 && $0.availableOn > facts.bankingDay })
      #expect(holds.allSatisfy { FederalReserveCalendar.isBusinessDay($0.availableOn) })
      #expect(holds.map(\.availableOn) == holds.map(\.availableOn).sorted())
      let amounts = rules.amounts(on: facts.bankingDay)
      for hold in holds where hold.reason == .nextDay {
        #expect(
          hold.amount.value + facts.nextDayTaken.value
            <= max(amounts.nextDay.value, facts.nextDayTaken.value))
      }
    }
  }
}
