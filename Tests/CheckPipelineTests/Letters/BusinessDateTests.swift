import CashLetter
import CheckActions
import CheckRendering
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct BusinessDateTests {
  /// A moment in New York, as `2026-11-24 16:59`.
  private func moment(_ text: String) throws -> Date {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "America/New_York")
    formatter.dateFormat = "yyyy-MM-dd HH:mm"
    return try #require(formatter.date(from: text))
  }

  private func dates(_ text: String) throws -> BusinessDates {
    BusinessDates(around: try moment(text), AvailabilityRules())
  }

  @Test(arguments: [
    ("2026-11-24 16:59", "2026-11-24"), ("2026-11-24 17:00", "2026-11-25"),
    // Before Thanksgiving, and on it.
    ("2026-11-25 17:00", "2026-11-27"), ("2026-11-26 09:00", "2026-11-27"),
    // A Friday after the cut-off, a Saturday and a Sunday.
    ("2026-12-04 17:00", "2026-12-07"), ("2026-12-05 08:00", "2026-12-07"),
    ("2026-12-06 23:59", "2026-12-07"),
    // The days on which clocks change, and the Fridays before.
    ("2026-03-08 03:00", "2026-03-09"), ("2026-03-06 16:59", "2026-03-06"),
    ("2026-03-06 17:00", "2026-03-09"), ("2026-11-01 01:30", "2026-11-02"),
    ("2026-10-30 16:59", "2026-10-30"), ("2026-11-02 16:59", "2026-11-02"),
    // The end of a year, whose first day is a holiday, and a Saturday's holiday that is not kept.
    ("2026-12-31 16:59", "2026-12-31"), ("2026-12-31 17:00", "2027-01-04"),
    ("2026-07-03 12:00", "2026-07-03"),
  ])
  func theDefaultIsTheBankingDayOfNow(now: String, wanted: String) async throws {
    let bench = try Bench(inMemory: true)
    bench.clock.set(try moment(now))
    let pipeline = try await bench.open()
    try await pipeline.depositForLetters(bench, 1...2)
    let letter = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    let date = wanted.filter { $0 != "-" }
    #expect(letter.businessDate.description == date)
    #expect(letter.creationDate.description == now.prefix(10).filter { $0 != "-" })
    #expect(
      try await pipeline.letter(letter.id).items.map(\.depositDate) == [date, date])
    _ = try checkedItems(try await pipeline.file(of: letter))
  }

  @Test func daysAroundTodayAreTaken() throws {
    let dates = try dates("2026-12-01 12:00")
    #expect(dates.today.description == "2026-12-01")
    #expect((dates.first.description, dates.last.description) == ("2026-11-24", "2026-12-08"))
    for day in ["2026-11-24", "2026-11-25", "2026-11-27", "2026-12-01", "2026-12-08"] {
      try dates.check(try #require(CalendarDay(day)))
    }
  }

  @Test(arguments: [
    ("2026-11-26", "2026-11-26 is not a banking day: the next one is 2026-11-27"),
    ("2026-11-29", "2026-11-29 is not a banking day: the next one is 2026-11-30"),
    (
      "2026-11-23",
      "2026-11-23 is too far from today's banking day (2026-12-01): give 2026-11-24 to 2026-12-08"
    ),
    (
      "2026-12-25",
      "2026-12-25 is too far from today's banking day (2026-12-01): give 2026-11-24 to 2026-12-08"
    ),
  ])
  func otherDaysAreRefused(day: String, words: String) throws {
    let dates = try dates("2026-12-01 12:00")
    let error = #expect(throws: LetterError.self) {
      try dates.check(try #require(CalendarDay(day)))
    }
    #expect(error?.description == words)
  }

  @Test func theBoundsAreBankingDays() throws {
    let christmas = try dates("2026-12-18 12:00")
    #expect(christmas.last.description == "2026-12-24")
    #expect(throws: LetterError.self) {
      try christmas.check(try #require(CalendarDay("2026-12-25")))
    }
    let weekend = try dates("2026-12-21 12:00")
    #expect(weekend.first.description == "2026-12-14")
    let error = #expect(throws: LetterError.self) {
      try weekend.check(try #require(CalendarDay("2026-12-25")))
    }
    #expect(
      error?.description == "2026-12-25 is not a banking day: the next one is 2026-12-28")
  }

  @Test func aLateLetterTakesWhatWasDepositedByThen() async throws {
    let bench = try Bench(inMemory: true)
    bench.clock.set(try moment("2026-11-30 12:00"))
    let pipeline = try await bench.open()
    let early = try await pipeline.depositForLetters(bench, 1...2)
    bench.clock.set(try moment("2026-11-30 17:00"))
    let late = try await pipeline.depositForLetters(bench, 3...4)
    var seen = LetterProgress()
    let letter = try #require(
      try await pipeline.createLetter(
        letterPolicy(), businessDate: LetterDate("20261130"), by: "ada", progress: { seen = $0 }))
    #expect(letter.businessDate.description == "20261130")
    #expect(try await pipeline.letter(letter.id).items.map(\.check) == early)
    #expect((seen.taken, seen.later) == (2, 2))
    let next = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    #expect(next.businessDate.description == "20261201")
    #expect(try await pipeline.letter(next.id).items.map(\.check) == late)
  }

  @Test func nothingIsReservedForADayThatIsRefused() async throws {
    let bench = try Bench(inMemory: true)
    bench.clock.set(try moment("2026-12-21 12:00"))
    let pipeline = try await bench.open()
    let ids = try await pipeline.depositForLetters(bench, 1...1)
    for day in ["20261225", "20261227", "19990104", "20990105"] {
      await #expect(throws: LetterError.self) {
        try await pipeline.createLetter(
          letterPolicy(), businessDate: LetterDate(day), by: "ada")
      }
    }
    let other = letterPolicy { $0.timeZone = "America/Chicago" }
    let error = await #expect(throws: LetterError.self) {
      try await pipeline.createLetter(other, by: "ada")
    }
    #expect(error?.description.contains("a bank has one") == true)
    #expect(try await pipeline.states(ids) == [.deposited])
    #expect(try await pipeline.letters() == [])
  }

  /// Whatever the moments of deposits and letters, and whichever day is asked for.
  @Test(arguments: Seeds.fromEnvironment("CHECK_LETTER_DATE_SEEDS", standard: 6))
  func everyItemIsOfABankingDayNoLaterThanItsLetters(seed: UInt64) async throws {
    var generator = SeededGenerator(seed: seed)
    let bench = try Bench(inMemory: true)
    var now = try moment("2026-10-01 12:00")
    bench.clock.set(now)
    let pipeline = try await bench.open()
    let policy = letterPolicy { $0.presentsAgain = true }
    var serial = 0
    for _ in 0..<40 {
      // Up to four days at a time, so that sequences go past the end of the year.
      now += Double(Int.random(in: 0...345_600, using: &generator))
      bench.clock.set(now)
      if Bool.random(using: &generator) {
        serial += 1
        try await pipeline.depositForLetters(bench, serial...serial)
      } else {
        let today = BusinessDates(around: now, AvailabilityRules()).today
        let asked = today + Int.random(in: -9...9, using: &generator)
        let isAsked = Bool.random(using: &generator)
        do {
          let letter = try await pipeline.createLetter(
            policy, businessDate: isAsked ? try asked.letterDate() : nil, by: "ada")
          if isAsked { #expect(FederalReserveCalendar.isBusinessDay(asked)) }
          guard let letter else { continue }
          _ = try checkedItems(try await pipeline.file(of: letter))
          // Half of them come back and are presented again, later than they were received.
          _ = try await pipeline.sendLetter(letter.id, to: nil, by: "ada")
          guard Bool.random(using: &generator) else { continue }
          try await returnAll(of: letter, pipeline, bench, policy)
        } catch let error as LetterError {
          guard case .noBankingDay = error else {
            guard case .businessDateTooFar = error else { throw error }
            continue
          }
          #expect(isAsked && !FederalReserveCalendar.isBusinessDay(asked))
        }
      }
    }
    var count = 0
    for letter in try await pipeline.letters() {
      let day = try #require(CalendarDay(letter.businessDate))
      #expect(FederalReserveCalendar.isBusinessDay(day))
      for item in try await pipeline.letter(letter.id).items {
        let deposited = try #require(LetterDate(item.depositDate).flatMap { CalendarDay($0) })
        #expect(FederalReserveCalendar.isBusinessDay(deposited))
        #expect(deposited <= day, "letter \(letter.id), item \(item.sequence)")
        count += 1
      }
    }
    #expect(count > 0)
    try await pipeline.expectLedgerHolds()
  }

  private func returnAll(
    of letter: Letter, _ pipeline: Pipeline, _ bench: Bench, _ policy: LetterPolicy
  ) async throws {
    let bank = letter.profile.firstBank.routing
    let rows = try await pipeline.letter(letter.id).items.map {
      "\(bank),\($0.depositDate),\($0.sequence),\($0.amount.plain),A"
    }
    let text = (["bofd_routing,bofd_date,bofd_sequence,amount,reason"] + rows)
      .joined(separator: "\n")
    let summary = try await pipeline.importReturns(
      file: try bench.file("returns-\(letter.id).csv", text: text + "\n"), policy, by: "ada")
    #expect(summary.outcomes[.unmatched] == nil && summary.problemCount == 0)
  }
}
