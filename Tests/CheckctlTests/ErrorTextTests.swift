import Testing

/// What errors say of values that would move the cursor or begin a line of their own.
@Suite struct ErrorTextTests {
  @Test(
    arguments: [
      (["reference", "import", "\u{1B}[31mnone"], 1, "\\u{1b}[31mnone"),
      (["reference", "import", "a\nb"], 1, "a\\u{a}b"),
      (["reference", "restore", "\u{1B}[31m1"], 64, "\\u{1b}[31m1"),
      (["list", "--nonsense\u{1B}[31m"], 64, "--nonsense\\u{1b}[31m"),
      (["list", "--state=a\nb"], 64, "a\\u{a}b"),
      (
        ["deposit", "x.png", "--account", "1", "--amount", "1.00", "--email", "a\u{1B}[31m@x.com"],
        64, "a\\u{1b}[31m@x.com"
      ),
    ] as [([String], Int32, String)])
  func controlsAreWrittenOut(arguments: [String], code: Int32, part: String) throws {
    let outcome = try Program.withData { try $0.run(arguments) }
    #expect(outcome.code == code)
    #expect(outcome.error.contains(part), "\(outcome.error)")
    #expect(!outcome.error.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
  }

  @Test func theUsageKeepsItsLines() throws {
    let outcome = try Program.withData { try $0.run("list", "--nonsense") }
    #expect(outcome.error.hasPrefix("Error: Unknown option '--nonsense'\nUsage: checkctl list "))
    #expect(outcome.error.hasSuffix("for more information.\n"))
    #expect(outcome.out.isEmpty)
    let help = try Program.withData { try $0.run("list", "--help") }
    #expect(help.code == 0)
    #expect(help.error.isEmpty)
    #expect(help.out.hasPrefix("OVERVIEW: "))
  }

  @Test func anErrorOfSeveralLinesKeepsThem() throws {
    try Program.withData { program throws in
      let outcome = try program.run("reference", "import", Program.samples + "/README.md")
      #expect(outcome.code == 1)
      #expect(outcome.error.split(separator: "\n").count > 2, "\(outcome.error)")
    }
  }
}
