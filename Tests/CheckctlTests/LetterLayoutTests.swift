import Foundation
import Testing

@Suite struct LetterLayoutTests {
  @Test func thePageHasTheTablesThatTheProgramPrints() throws {
    try Program.withData { program throws in
      let outcome = try program.run("letter", "layout", "--format", "markdown")
      #expect(outcome.code == 0)
      let page = try String(
        contentsOf: Program.repository.appendingPathComponent("docs/cash-letters.md"),
        encoding: .utf8)
      #expect(
        page.hasSuffix("\n" + outcome.out),
        "set docs/cash-letters.md right with: checkctl letter layout --format markdown")
    }
  }

  @Test func oneRecordIsATable() throws {
    try Program.withData { program throws in
      let outcome = try program.run("letter", "layout", "52")
      #expect(outcome.out.hasPrefix("52 image view data\nPOSITIONS  FIELD"))
      #expect(outcome.out.contains("\n12-19      bundle business date"))
      let wrong = try program.run("letter", "layout", "53")
      #expect(wrong.code == 64)
      #expect(wrong.error.contains("there is no record '53' here: give one of 01, 10, 20"))
    }
  }
}
