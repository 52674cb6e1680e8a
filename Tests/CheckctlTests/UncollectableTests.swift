import CheckActions
import Foundation
import Testing

/// Checks that no cash letter takes, and who decided on them.
@Suite struct UncollectableTests {
  /// Deposits a check whose line a person types, so that it can be any; it is in review.
  private func submit(_ program: Program, line: String) throws {
    let folder = "\(program.data)-images"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let drawn = try program.run(
      "sample", "render", "--out", folder, "--kind", "personal", "--line", line)
    #expect(drawn.code == 0)
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
    let submitted = try program.run(
      "deposit", "\(folder)/\(name)", "--account", "1", "--amount", "43.00")
    #expect(submitted.code == 3, "\(submitted.out) \(submitted.error)")
  }

  /// A routing number that is none, and lines of India and Canada.
  static let lines = [
    "A0840D0001A 123456789C 1042", "A021000022A 123456789C 1042",
    "C123456C 400002003A 123456C 10", "C001CA12345D678A 123456789C",
  ]

  @Test(arguments: lines)
  func isNotApprovedByAKey(line: String) throws {
    try Program.withData { program throws in
      try submit(program, line: line)
      let refused = try program.run("review", "approve", "1")
      #expect(refused.code == 1, "\(refused.out)")
      #expect(refused.error.contains("cannot be collected"))
      #expect(refused.error.contains("--uncollectable"))
      let asked = try program.review(["a", "/", "q"])
      #expect(asked.out.contains("It cannot be collected"))
      #expect(try program.state(of: 1) == "review")
      let approved = try program.run("review", "approve", "1", "--uncollectable")
      #expect(approved.code == 0)
      let note = try #require(try program.acts(on: 1).first?.last)
      #expect(note.hasPrefix("approved; uncollectable: "))
    }
  }

  @Test func isApprovedWithAPayorTypedByHand() throws {
    try Program.withData { program throws in
      try submit(program, line: "A021000022A 123456789C 1042")
      func approve(_ routing: String, _ account: String, _ more: String...) throws
        -> Program.Outcome
      {
        try program.run(
          ["review", "approve", "1", "--payor-routing", routing, "--payor-account", account] + more)
      }
      let mistyped = try approve("021000022", "123456789")
      #expect(mistyped.code == 1)
      #expect(mistyped.error.contains("routing number '021000022' fails its check"))
      #expect(try approve("021000021", "12C").error.contains("digits and dashes"))
      #expect(try approve("021000021", "12345678901234567890123").code == 1)
      #expect(try program.run("review", "approve", "1", "--payor-account", "5").code == 64)
      #expect(try program.state(of: 1) == "review")
      #expect(try approve("021000021", "123-456-789", "--payor-serial", "1042").code == 0)
      let details = try program.run("show", "1", "--format", "json", "--unmasked").objects.first
      let check = details?["check"] as? [String: Any]
      #expect(check?["line"] as? String == "A021000021A 123D456D789C 1042")
      #expect(try program.acts(on: 1).map(\.last) == ["approved; payor typed from the image"])
      #expect(try program.run("ledger", "verify").code == 0)
    }
  }

  @Test func thePayorIsTypedInTheReview() throws {
    try Program.withData { program throws in
      try submit(program, line: "A021000022A 123456789C 1042")
      let outcome = try program.review(
        ["a", "021000021", "021000022 123456789", "021000021 123456789 1042"])
      #expect(outcome.out.contains("Give two numbers"))
      #expect(outcome.out.contains("routing number '021000022' fails its check"))
      #expect(outcome.out.contains("Check 1: deposited"))
    }
  }

  /// A name that is typed, and the environment, are notes beside the user of the process.
  @Test func theActorIsTheUserOfTheProcess() throws {
    try Program.withData { program throws in
      try submit(program, line: "A\(Program.unknownRouting)A 123456789C 1042")
      let child = try program.start(
        ["review", "reject", "1", "--reason", "torn"], environment: ["USER": "mallory"])
      #expect(child.end() == 0)
      #expect(try program.acts(on: 1) == [["\(Program.user) as mallory", "torn"]])
      #expect(try program.run("review", "approve", "1", "--as", "").code == 64)
      #expect(
        try program.run("review", "approve", "1", "--as", String(repeating: "x", count: 101)).code
          == 64)
    }
  }
}
