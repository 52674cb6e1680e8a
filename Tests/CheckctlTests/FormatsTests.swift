import Foundation
import Testing

@Suite struct FormatsTests {
  @Test func thePageHasTheTableThatTheProgramPrints() throws {
    try Program.withData { program throws in
      let outcome = try program.run("formats", "list", "--format", "markdown")
      #expect(outcome.code == 0)
      let page = try String(
        contentsOf: Program.repository.appendingPathComponent("docs/line-formats.md"),
        encoding: .utf8)
      #expect(
        page.hasSuffix("\n" + outcome.out),
        "set docs/line-formats.md right with: checkctl formats list --format markdown")
    }
  }

  @Test func aLineIsDividedByItsFormat() throws {
    try Program.withData { program throws in
      let outcome = try program.run("formats", "check", "C0029859C 046D0123A 0038100000571234C")
      #expect(outcome.code == 0)
      #expect(
        outcome.out == """
          turkey (TR, established)
          C serial:7 C bank:3 D branch:4-5 A account:16 C
            account  0038100000571234
            bank     046
            branch   0123
            serial   0029859

          """)
      let wrong = try program.run("formats", "check", "A122000662A 1234567890C 1011")
      #expect(wrong.out.hasSuffix("check digit wrong\n"))
    }
  }

  @Test func whatNoFormatFitsIsTold() throws {
    try Program.withData { program throws in
      let line = "C12345C 1234A 12345678C"
      let outcome = try program.run("formats", "check", line)
      #expect(outcome.code == 1)
      #expect(outcome.out.hasPrefix("no known format: see 'checkctl formats list'"))
      let own = try program.run(
        "formats", "check", line, "--pattern", "C serial:5 C bank:4 A account:8 C", "--format",
        "json")
      #expect(own.code == 0)
      #expect(own.out.contains("\"account\":\"12345678\""))
      let broken = try program.run("formats", "check", line, "--pattern", "C serial C")
      #expect(broken.code == 64)
      #expect(broken.error.contains("\"serial\" is neither a symbol nor a field"))
      let foreign = try program.run("formats", "check", "⑆122")
      #expect(foreign.code == 64)
      #expect(foreign.error.contains("is no character of a line"))
    }
  }
}
