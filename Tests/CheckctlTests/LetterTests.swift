import Foundation
import Testing

/// The way of a letter, as an operator goes it.
@Suite struct LetterTests {
  /// Deposits the samples and sets a policy with which each deposited check goes into a letter.
  private func prepare(_ program: Program) throws {
    _ = try program.run("ingest", Program.samples, "--isolation", "inline")
    let policy = try program.run("policy", "show").out
    let changed = policy.replacingOccurrences(
      of: "\"makesRearSides\" : false", with: "\"makesRearSides\" : true")
    #expect(changed != policy)
    try Data(changed.utf8).write(to: URL(fileURLWithPath: "\(program.data)/policy.json"))
  }

  private func states(_ program: Program) throws -> [String] {
    try program.run("list", "--format", "json").objects.compactMap { $0["state"] as? String }
  }

  @Test func fromDepositedChecksToReturns() throws {
    try Program.withData { program throws in
      try prepare(program)
      let made = try program.run("letter", "create", "--format", "json", "--as", "ada")
      #expect(made.code == 0)
      let letter = try #require(made.objects.first)
      #expect(letter["items"] as? Int == 9)
      #expect(letter["state"] as? String == "created")
      #expect(letter["amount"] as? Int == 703_054)
      #expect(try program.run("letter", "create").out == "No check is ready for a letter.\n")
      #expect(try program.run("letter", "held").out == "Nothing is held back.\n")

      let shown = try #require(
        try program.run("letter", "show", "1", "--format", "json").objects.first)
      let items = try #require(shown["items"] as? [[String: Any]])
      #expect(items.count == 9)
      #expect(items.allSatisfy { ($0["account"] as? String)?.hasPrefix("****") == true })
      #expect(items.count { $0["rear"] as? String == "made" } == 7)
      #expect(
        try program.run("letter", "show", "1").out
          .contains("reserved, by \(Program.actor("ada"))"))

      let outgoing = "\(program.data)/outgoing"
      #expect(try program.run("letter", "send", "1", "--to", outgoing).code == 1)
      try FileManager.default.createDirectory(
        atPath: outgoing, withIntermediateDirectories: true)
      #expect(try program.run("letter", "send", "1", "--to", outgoing).code == 0)
      let name = try #require(letter["file"] as? String)
      #expect(try FileManager.default.contentsOfDirectory(atPath: outgoing) == [name])
      #expect(try program.run("letter", "drop", "1", "--reason", "late").code == 1)

      let answer = try #require(
        try program.run(
          "simulate", "1", "--to", outgoing, "--returned", "0.5", "--adjusted", "0.5",
          "--format", "json"
        ).objects.first)
      let acknowledgement = try #require(answer["acknowledgement"] as? String)
      #expect(try program.run("letter", "acknowledge", "--from", acknowledgement).code == 0)
      let returns = try #require(answer["returns"] as? String)
      let adjustments = try #require(answer["adjustments"] as? String)
      let taken = try program.run("returns", "import", returns, adjustments, "--format", "json")
      #expect(taken.code == 0)
      let (returned, adjusted) = (answer["returned"] as? Int, answer["adjusted"] as? Int)
      #expect(taken.objects.map { $0["returned"] as? Int } == [returned, 0])
      #expect(taken.objects.map { $0["adjusted"] as? Int } == [0, adjusted])
      let again = try program.run("returns", "import", returns, "--format", "json")
      #expect(again.objects.first?["known"] as? Int == returned)
      #expect(try states(program).count { $0 == "returned" } == returned)
      #expect(try program.run("ledger", "verify").code == 0)
      #expect(
        try program.run("returns", "list", "--format", "json").objects.count
          == (returned ?? 0) + (adjusted ?? 0))
    }
  }

  @Test func whatIsHeldBackIsSaidAndNeedsAPerson() throws {
    try Program.withData { program throws in
      _ = try program.run("ingest", Program.samples, "--isolation", "inline")
      let made = try program.run("letter", "create")
      #expect(made.code == 3)
      #expect(made.error.contains("7 deposited checks are held back"))
      #expect(made.error.contains("policy.json"))
      let held = try program.run("letter", "held", "--format", "json").objects
      #expect(held.count == 7)
      #expect(held.allSatisfy { $0["reason"] as? String == "no-rear" })
      #expect(try program.run("letter", "release", "1").code == 1)
      let dropped = try program.run("letter", "drop", "1", "--reason", "wrong bank")
      #expect(dropped.code == 0)
      #expect(dropped.out.contains("Letter 1: dropped"))
      #expect(try program.run("letter", "list").out.contains("dropped"))
    }
  }

  @Test func wrongArgumentsAndUnknownLetters() throws {
    try Program.withData { program throws in
      #expect(try program.run("letter", "send", "1").code == 64)
      #expect(try program.run("letter", "acknowledge").code == 64)
      #expect(try program.run("letter", "create", "--business-date", "20261301").code == 64)
      #expect(try program.run("simulate", "1", "--to", "x", "--returned", "2").code == 64)
      #expect(try program.run("letter", "list").code == 1)
      _ = try program.run(
        "deposit", Program.samples + "/blank.png", "--account", "1", "--amount", "5")
      #expect(try program.run("letter", "list").out == "No letters.\n")
      #expect(try program.run("letter", "show", "9").error.contains("there is no letter 9"))
      let policy = "\(program.data)/bad.json"
      try Data("{}".utf8).write(to: URL(fileURLWithPath: policy))
      let refused = try program.run("letter", "create", "--policy", policy)
      #expect(refused.code == 1)
      #expect(refused.error.contains("deposits is missing"))
      #expect(try program.run("returns", "import", policy + ".none").code == 1)
    }
  }
}
