import CheckActions
import MICR
import Testing

@testable import CheckPipeline

/// What a person sees of a check who decides on it.
@Suite struct ReviewItemTests {
  private func comparison(
    _ subject: ReviewComparison.Subject, _ item: ReviewItem
  ) -> ReviewComparison? {
    item.comparisons.first { $0.subject == subject }
  }

  @Test func whatTheLineEncodesStandsBesideWhatWasStated() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await pipeline.deposit(bench, "a", line: "\(Lines.personal()) B0000044000B", cents: 4400)
    let item = try await pipeline.reviewItem(1)
    #expect(
      item.comparisons.map(\.subject)
        == [.amount, .routing, .payorAccount, .serial, .creditAccount])
    #expect(
      comparison(.amount, item)
        == ReviewComparison(
          subject: .amount, onCheck: "440.00", known: "44.00", remark: "differs", isAtOdds: true))
    let routing = try #require(comparison(.routing, item))
    #expect(routing.onCheck == Lines.routing[0])
    #expect(routing.known == item.details.proposal?.bankName)
    #expect(routing.known?.isEmpty == false)
    #expect(!routing.isAtOdds)
    #expect(comparison(.payorAccount, item)?.onCheck == "123456789")
    #expect(comparison(.serial, item)?.onCheck == "1042")
    #expect(comparison(.creditAccount, item)?.known == "55")
    #expect(comparison(.creditAccount, item)?.remark == "no deposit yet")
    try await pipeline.correct(1, Correction(amount: Cents(44_000)), by: "kim")
    try await pipeline.drain(line: "")
    #expect(comparison(.amount, try await pipeline.reviewItem(1))?.remark == "same")
  }

  @Test func everythingIsOfOneMoment() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await pipeline.deposit(bench, "a", line: "\(Lines.personal()) B0000044000B", cents: 4400)
    let (_, statements) = try await pipeline.statements { try await pipeline.reviewItem(1) }
    #expect(statements.filter { $0.hasPrefix("BEGIN") }.count == 1)
    #expect(statements.count > 5)
  }

  @Test(arguments: [
    ("021000021", "not in directory"), ("021000022", "no valid number"),
  ])
  func aRoutingNumberThatIsWrongSaysWhy(number: String, remark: String) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await pipeline.deposit(bench, "a", line: "A\(number)A 123456789C 1042")
    let routing = try #require(comparison(.routing, try await pipeline.reviewItem(1)))
    #expect(routing.onCheck == number)
    #expect(routing.known == nil)
    #expect(routing.remark == remark)
    #expect(routing.isAtOdds)
  }

  @Test func aForeignLayoutIsNamed() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await pipeline.deposit(bench, "a", line: "C001CA12345D678A 123456789C")
    let item = try await pipeline.reviewItem(1)
    #expect(comparison(.country, item)?.onCheck == "CA")
    #expect(comparison(.routing, item)?.isAtOdds == false)
  }

  @Test func aTwinIsShownAsItStandsNow() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await pipeline.deposit(bench, "a", line: Lines.personal(), cents: 1999)
    #expect(
      try await pipeline.deposit(bench, "b", line: Lines.personal(), cents: 2500).reasons
        == [.sameIdentity])
    let item = try await pipeline.reviewItem(2)
    #expect(item.twins.map(\.check.id) == [1])
    #expect(item.twins.map(\.likeness) == [.sameLine])
    #expect(item.twins.map(\.check.state) == [.deposited])
    #expect(item.creditedThatDay == Cents(1999))
    #expect(comparison(.dayTotal, item)?.known == "44.99 of 25,000.00")
    #expect(comparison(.creditAccount, item)?.remark == nil)
    try await pipeline.cancel(1, by: "kim", reason: "asked for")
    let later = try await pipeline.reviewItem(2)
    #expect(later.twins.isEmpty)
    #expect(comparison(.dayTotal, later) == nil)
  }

  @Test func aCheckWithoutSerialHasTwinsOfItsPayorAndAmount() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let line = "A\(Lines.routing[0])A 123456789C"
    for text in ["a", "b"] { try await pipeline.deposit(bench, text, line: line) }
    let item = try await pipeline.reviewItem(2)
    #expect(item.twins.map(\.likeness) == [.samePayorAndAmount])
    #expect(comparison(.serial, item) == nil)
  }

  @Test func limitsThatAreExceededAreNamed() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open {
      $0.rules.itemLimit = Cents(1000)
      $0.rules.dayLimit = Cents(1500)
    }
    try await pipeline.deposit(bench, "a", line: Lines.personal(), cents: 1999)
    let item = try await pipeline.reviewItem(1)
    #expect(comparison(.amount, item)?.remark == "above limit")
    #expect(comparison(.dayTotal, item)?.remark == "above limit")
  }

  @Test func aCheckWithoutLineHasWhatWasStated() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await pipeline.deposit(bench, "sure", line: Lines.personal())
    try await pipeline.deposit(bench, "a", line: "", status: .noLine)
    let item = try await pipeline.reviewItem(2)
    #expect(item.comparisons.map(\.subject) == [.amount, .creditAccount, .dayTotal])
    #expect(comparison(.amount, item)?.onCheck == nil)
    #expect(item.accountIsOpen)
    await #expect(throws: PipelineError.noSuchCheck(9)) { try await pipeline.reviewItem(9) }
  }

  @Test func unsureCharactersAreCountedWithoutSpaces() {
    func character(_ text: String, _ confidence: Double) -> ReadCharacter {
      ReadCharacter(
        character: text, confidence: confidence, secondBest: "8",
        box: .init(x: 0, y: 0, width: 1, height: 1))
    }
    let reading = MICRReading(
      status: .unsure, line: "A1 2C", fields: nil,
      characters: [
        character("A", 0.999), character("1", 0.992), character("2", 0.993), character("C", 0.1),
      ], doubts: [])
    #expect(reading.unsureCharacters.map(\.place) == [2, 4])
    #expect(reading.unsureCharacters.map(\.column) == [1, 4])
    #expect(reading.unsureCharacters.map(\.character) == ["1", "C"])
  }
}
