import CheckActions
import Testing

@testable import CheckPipeline

/// What a person types to set a line right.
@Suite struct CorrectionTests {
  private static let line = "A\(Lines.routing[0])A 123456789C 1042"

  @Test func aWholeLineIsTakenInSmallLettersToo() throws {
    #expect(try Correction.line(Self.line.lowercased(), changing: nil) == Self.line)
  }

  @Test func singleCharactersAreChangedByTheirPlaces() throws {
    // The routing number with its symbols takes eleven places, and spaces take none.
    #expect(
      try Correction.line("12=9 25=7", changing: Self.line)
        == "A\(Lines.routing[0])A 923456789C 1047")
    #expect(try Correction.line("12=9", changing: Self.line) != Self.line)
  }

  @Test(arguments: [
    "", "hello", "0=1", "26=1", "5=", "5=88", "=8", "5=x", "5", "5=8=8", "-1=3", "1=2 11=2",
  ])
  func whatCannotStandIsRefused(typed: String) {
    #expect(throws: PipelineError.self) { try Correction.line(typed, changing: Self.line) }
  }

  @Test func thereIsNothingToChangeWithoutALine() {
    for present in [nil, ""] {
      #expect(throws: PipelineError.self) { try Correction.line("1=2", changing: present) }
    }
  }

  @Test func aCheckThatWasChangedMeanwhileIsRefused() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let seen = try await pipeline.deposit(
      bench, "a", line: "A021000021A 123456789C 1042", cents: 1999)
    #expect(seen.state == .review)
    bench.clock.advance(milliseconds: 1000)
    try await pipeline.correct(1, Correction(amount: Cents(5000)), by: "lee", asSeen: seen)
    try await pipeline.drain(line: "")
    let before = try await pipeline.snapshot()
    let refused = PipelineError.changedMeanwhile(1)
    await #expect(throws: refused) {
      try await pipeline.approve(1, by: "kim", note: "", asSeen: seen)
    }
    await #expect(throws: refused) {
      try await pipeline.reject(1, by: "kim", reason: "", asSeen: seen)
    }
    await #expect(throws: refused) {
      try await pipeline.correct(1, Correction(amount: Cents(1)), by: "kim", asSeen: seen)
    }
    #expect(try await pipeline.snapshot() == before)
    let now = try await pipeline.check(1)
    try await pipeline.approve(1, by: "kim", note: "", asSeen: now)
    #expect(try await pipeline.accounts().map(\.balance) == [Cents(5000)])
  }

  @Test func noDepositorIsToldOfASuspicion() {
    for reason in RejectionReason.allCases {
      #expect(!reason.told.lowercased().contains("fraud"))
      #expect(reason.inWords.hasSuffix("."))
    }
    #expect(Set(RejectionReason.allCases.map(\.inWords)).count == RejectionReason.allCases.count)
  }
}
