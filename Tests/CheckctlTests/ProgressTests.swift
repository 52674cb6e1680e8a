import Foundation
import Testing

@testable import checkctl

@Suite struct ProgressTests {
  private let half = Progress(planned: 1000, submitted: 600, done: 500)

  private func plain(_ columns: Int) -> Terminal {
    Terminal(environment: ["NO_COLOR": "1"], isTerminal: true, columns: columns)
  }

  @Test func aLineForALogIsPlain() {
    #expect(
      half.text(perSecond: 6.25) == "600 of 1000 submitted, 500 done, 6.2/s, 1 min 20 s left")
    let submitted = Progress(planned: 1000, done: 500)
    #expect(submitted.text(perSecond: 6.25) == "500 of 1000 done, 6.2/s, 1 min 20 s left")
    #expect(half.text(perSecond: nil) == "600 of 1000 submitted, 500 done")
    #expect(half.text(perSecond: 0) == "600 of 1000 submitted, 500 done, 0.0/s")
    #expect(half.text(perSecond: 100).hasSuffix("5 s left"))
  }

  @Test(arguments: [1, 5, 10, 20, 30, 40, 60, 80, 200])
  func theBarFitsItsTerminal(columns: Int) {
    let line = half.bar(perSecond: 6.25, on: plain(columns))
    #expect(line.displayWidth < max(columns, 2))
    #expect(line.contains("500 of 1000 done") == (columns > 16))
    #expect(line.contains("1 min 20 s left") == (columns >= 40))
    #expect(line.contains("█") == (columns >= 60))
  }

  @Test func theBarShowsTheShareThatIsDone() {
    let line = half.bar(perSecond: nil, on: plain(200))
    #expect(line.count { $0 == "█" } == 20)
    #expect(line.count { $0 == "░" } == 20)
    let none = Progress(planned: 0, done: 0)
    #expect(!none.bar(perSecond: nil, on: plain(80)).contains("░"))
  }

  @Test func theRateIsThatOfTheLastSeconds() throws {
    var rate = RecentRate()
    #expect(rate.perSecond == nil)
    rate.note(0, at: 0)
    #expect(rate.perSecond == nil)
    for second in 1...60 {
      // A hundred a second for half a minute, then ten.
      rate.note(second <= 30 ? second * 100 : 3000 + (second - 30) * 10, at: Int64(second) * 1000)
    }
    #expect(try #require(rate.perSecond) == 10)
  }

  @Test(arguments: [
    (-5, "0 ms"), (250, "250 ms"), (1000, "1.0 s"), (3290, "3.2 s"), (59_999, "59 s"),
    (80_000, "1 min 20 s"), (7_500_000, "2 h 5 min"), (180_000_000, "2 d 2 h"),
  ])
  func durationsAreInWords(milliseconds: Int, text: String) {
    #expect(milliseconds.durationText == text)
  }
}
