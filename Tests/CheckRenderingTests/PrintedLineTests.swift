import MICR
import Testing

@testable import CheckRendering

@Suite struct PrintedLineTests {
  @Test(arguments: MICRLayout.allCases)
  func fieldsAreThoseOfTheLine(layout: MICRLayout) {
    var generator = SeededGenerator(seed: 77)
    for _ in 0..<200 {
      let line = PrintedLine.random(layout, using: &generator)
      let parsed = MICRFields(parsing: line.print.text)
      #expect(parsed.routing == line.fields.routing, "\(line.print.text)")
      #expect(parsed.amount == line.fields.amount, "\(line.print.text)")
      #expect(parsed.auxOnUs == line.fields.auxOnUs, "\(line.print.text)")
      #expect(parsed.epc == line.fields.epc, "\(line.print.text)")
      // Not every country's banks encode amounts.
      let unencoded = MICRFields(parsing: String(line.print.text.prefix { $0 != "B" }))
      #expect(unencoded.country == line.fields.country, "\(line.print.text)")
      #expect(
        line.characters.allSatisfy { MICRCharacter(rawValue: $0) != nil }, "\(line.print.text)")
    }
  }

  @Test(arguments: [MICRLayout.usPersonal, .usSerialFirst, .usBusiness])
  func americanRoutingNumbersHaveTheirCheckDigit(layout: MICRLayout) {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<100 {
      let line = PrintedLine.random(layout, using: &generator)
      #expect(RoutingNumber.isWellFormed(line.fields.routing ?? ""))
    }
  }

  @Test(arguments: MICRLayout.allCases)
  func linesDifferInLengthAndSpacing(layout: MICRLayout) {
    var generator = SeededGenerator(seed: 5)
    let lines = (0..<60).map { _ in PrintedLine.random(layout, using: &generator) }
    #expect(Set(lines.map(\.characters)).count == 60)
    #expect(Set(lines.map { $0.print.text.count }).count > 4)
    #expect(lines.contains { $0.print.text.contains("  ") })
    #expect(lines.contains { $0.fields.amount != nil })
    #expect(lines.contains { $0.fields.amount == nil })
    #expect(lines.allSatisfy { $0.lengthInInches <= 8.5 })
  }

  @Test func theAmountIsThereWhenAskedFor() {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<30 {
      let with = PrintedLine.random(.india, hasAmount: true, using: &generator)
      #expect(with.characters.filter { $0 == "B" }.count == 2)
      let without = PrintedLine.random(.india, hasAmount: false, using: &generator)
      #expect(!without.characters.contains("B"))
    }
  }
}

@Suite struct PrintedFormatTests {
  @Test(arguments: LineFormats.standard.all)
  func aLineOfAFormatHasThatFormat(format: LineFormat) {
    var generator = SeededGenerator(seed: 11)
    var seen = Set<String>()
    for _ in 0..<60 {
      let line = PrintedLine.random(format, using: &generator)
      seen.insert(line.characters)
      let match = LineFormats.standard.match(line.print.text)
      #expect(match?.format.country == format.country, "\(line.print.text)")
      #expect(match?.checks.contains(false) != true, "\(line.print.text)")
      #expect(line.lengthInInches <= 8.5, "\(line.print.text)")
    }
    #expect(seen.count == 60)
  }
}
