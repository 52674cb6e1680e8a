import Foundation
import Testing

/// The business date of a letter, as an operator gives it.
@Suite struct LetterBusinessDateTests {
  private func deposit(_ program: Program) throws {
    let sample = Program.samples + "/two-sides.png"
    let outcome = try program.run(
      "deposit", sample, "--back", Program.samples + "/two-sides-rear.png", "--account", "1",
      "--amount", "88")
    try #require(outcome.code == 0, "\(outcome.error)")
  }

  /// The day so many days from now, in the bank's time zone.
  private func day(_ days: Int) -> (text: String, isWeekend: Bool) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "America/New_York") ?? .gmt
    let day = Date() + Double(days) * 86_400
    let parts = calendar.dateComponents([.year, .month, .day], from: day)
    let text = [parts.year, parts.month, parts.day].map { number in
      number.map { $0 < 10 ? "0\($0)" : "\($0)" } ?? ""
    }.joined(separator: "-")
    return (text, calendar.isDateInWeekend(day))
  }

  @Test func daysThatNoBankTakesAreRefused() throws {
    try Program.withData { program throws in
      try deposit(program)
      for far in ["19990104", "2099-01-05"] {
        let outcome = try program.run("letter", "create", "--business-date", far)
        #expect(outcome.code == 1)
        #expect(outcome.error.contains("is too far from today's banking day ("))
        #expect(outcome.error.contains("): give 20"))
      }
      let weekend = try #require((0..<7).map { day($0) }.first { $0.isWeekend }).text
      let outcome = try program.run("letter", "create", "--business-date", weekend)
      #expect(outcome.code == 1)
      #expect(
        outcome.error.contains("\(weekend) is not a banking day: the next one is 20")
          || outcome.error.contains("\(weekend) is too far"))
      for wrong in ["2026-13-01", "2026-1124", "tomorrow", ""] {
        #expect(try program.run("letter", "create", "--business-date", wrong).code == 64)
      }
      #expect(try program.run("letter", "list").out == "No letters.\n")
    }
  }

  @Test func bothSpellingsNameADay() throws {
    try Program.withData { program throws in
      try deposit(program)
      // Of four days ahead, one at least is a banking day, and the letter's check is not after it.
      for days in 2...7 {
        let text = day(days).text
        let spelling = days % 2 == 0 ? text : text.filter { $0 != "-" }
        let made = try program.run(
          "letter", "create", "--business-date", spelling, "--format", "json")
        guard made.code == 0 else {
          #expect(made.error.contains("is not a banking day"))
          continue
        }
        #expect(made.objects.first?["businessDate"] as? String == text.filter { $0 != "-" })
        #expect(try program.run("letter", "drop", "1", "--reason", "another day").code == 0)
        return
      }
      Issue.record("no day was taken")
    }
  }
}
