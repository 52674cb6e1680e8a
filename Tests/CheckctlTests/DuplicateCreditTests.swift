import CheckActions
import Foundation
import Testing

/// A person who approves images of one check, at the command line.
@Suite struct DuplicateCreditTests {
  /// Draws images of one check of an unknown bank, and deposits them under other statements; each
  /// is in review.
  private func submitImages(
    _ program: Program, _ statements: [(account: String, amount: String)], firstSeed: Int = 1
  ) throws {
    let line = "A\(Program.unknownRouting)A 123456789C 1042"
    for (index, statement) in statements.enumerated() {
      let folder = "\(program.data)-images/\(index)"
      let drawn = try program.run(
        "sample", "render", "--out", folder, "--seed", "\(firstSeed + index)", "--kind", "personal",
        "--line", line)
      #expect(drawn.code == 0)
      let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
      let submitted = try program.run(
        "deposit", "\(folder)/\(name)", "--account", statement.account, "--amount",
        statement.amount)
      #expect(submitted.code == 3, "\(submitted.out) \(submitted.error)")
    }
    try FileManager.default.removeItem(atPath: "\(program.data)-images")
  }

  private func balance(_ program: Program) throws -> Int {
    try program.run("ledger", "balance", "--format", "json").objects
      .filter { ($0["account"] as? String)?.hasPrefix("depositor") == true }
      .reduce(0) { $0 + ($1["balance"] as? Int ?? 0) }
  }

  @Test func theSecondCreditOfAnItemNamesTheFirst() throws {
    try Program.withData { program throws in
      try submitImages(program, [("1", "43.00"), ("2", "700.00")])
      #expect(try program.run("review", "approve", "2").code == 0)
      let refused = try program.run("review", "approve", "1", "--note", "fine")
      #expect(refused.code == 1)
      #expect(
        refused.error.contains("check 1 is, or may be, the same item as check 2, credited before"))
      #expect(refused.error.contains("--despite-duplicate 2"))
      #expect(try program.state(of: 1) == "review")
      #expect(try balance(program) == 70_000)
      // A check that is none, or is not credited, is no name for it.
      for named in ["1", "3", "2,3", "9"] {
        #expect(try program.run("review", "approve", "1", "--despite-duplicate", named).code == 1)
      }
      #expect(try program.run("review", "approve", "1", "--despite-duplicate", "x").code == 64)
      #expect(try balance(program) == 70_000)
      let approved = try program.run(
        "review", "approve", "1", "--despite-duplicate", "2", "--as", "kim", "--note", "two items")
      #expect(approved.code == 0)
      #expect(
        try program.acts(on: 1)
          == [[Program.actor("kim"), "two items; despite duplicate of check 2"]])
      #expect(try balance(program) == 74_300)
      #expect(try program.run("ledger", "verify").code == 0)
    }
  }

  /// Equal amounts are the same: the image that a policy sends to review instead of rejecting it.
  @Test(arguments: ["review", "accept"]) func everyCreditedTwinIsNamed(verdict: String) throws {
    try Program.withData { program throws in
      let policy = try program.run("policy", "show").out
      let mild = policy.replacingOccurrences(
        of: "\"duplicate\" : \"reject\"", with: "\"duplicate\" : \"\(verdict)\"")
      #expect(mild != policy)
      try FileManager.default.createDirectory(
        atPath: program.data, withIntermediateDirectories: true)
      try Data(mild.utf8).write(to: URL(fileURLWithPath: program.data + "/policy.json"))
      try submitImages(
        program, [("1", "300.00"), ("2", "300.00"), ("3", "9000.00"), ("4", "300.00")])
      #expect(try program.run("review", "approve", "1").code == 0)
      #expect(try program.run("review", "approve", "2").code == 1)
      #expect(try program.run("review", "approve", "2", "--despite-duplicate", "1").code == 0)
      #expect(try program.run("review", "approve", "3", "--despite-duplicate", "1").code == 1)
      #expect(
        try program.run(
          "review", "approve", "3", "--despite-duplicate", "1", "--despite-duplicate", "2"
        ).code == 0)
      #expect(try balance(program) == 960_000)
      // One that was withdrawn is live no longer.
      #expect(try program.run("cancel", "2", "--reason", "mistake").code == 0)
      #expect(try program.run("review", "approve", "4", "--despite-duplicate", "1,2,3").code == 1)
      #expect(try program.run("review", "approve", "4", "--despite-duplicate", "3,1").code == 0)
      #expect(try program.run("ledger", "verify").code == 0)
    }
  }

  @Test func aCorrectionHidesNoTwin() throws {
    try Program.withData { program throws in
      try submitImages(program, [("1", "43.00"), ("2", "700.00"), ("3", "5.00")])
      #expect(try program.run("review", "approve", "1").code == 0)
      // Another serial number of a bank that the directory has would be deposited by the rules.
      let line = "A\(SyntheticDirectory.routingNumbers[0])A 123456789C 1043"
      #expect(try program.run("review", "correct", "2", "--line", line).code == 3)
      #expect(try program.run("review", "correct", "3", "--amount", "43.00").code == 4)
      let refused = try program.run("review", "approve", "2")
      #expect(refused.code == 1)
      #expect(refused.error.contains("--despite-duplicate 1"))
      #expect(try balance(program) == 4300)
    }
  }

  /// The first image is made another item, and then the second is read as what the first was.
  @Test func aCorrectionOfTheFirstHidesItNeither() throws {
    try Program.withData { program throws in
      try submitImages(program, [("1", "43.00")])
      let line = "A\(SyntheticDirectory.routingNumbers[0])A 123456789C 1043"
      #expect(try program.run("review", "correct", "1", "--line", line).code == 0)
      #expect(try program.state(of: 1) == "deposited")
      try submitImages(program, [("2", "43.01")], firstSeed: 2)
      let refused = try program.run("review", "approve", "2")
      #expect(refused.code == 1)
      #expect(refused.error.contains("--despite-duplicate 1"))
    }
  }

  @Test func theReviewShowsTheTwinAndAsks() throws {
    try Program.withData { program throws in
      try submitImages(program, [("1", "43.00"), ("2", "700.00")])
      // The larger amount comes first.
      let first = try program.review(["a", "a", "/", "q"])
      #expect(first.out.contains("Check 2: deposited"))
      #expect(first.out.contains("Credited before: check 2. Approving credits the item again."))
      #expect(first.out.contains("Type 2 to credit it again; / goes back:"))
      #expect(try program.state(of: 1) == "review")
      let second = try program.review(["a both are", "1", "yes", "2"])
      #expect(second.out.contains("That is not 2."))
      #expect(second.out.contains("Check 1: deposited"))
      #expect(
        try program.acts(on: 1).map(\.last) == ["both are; despite duplicate of check 2"])
      #expect(try program.run("ledger", "verify").code == 0)
    }
  }
}
