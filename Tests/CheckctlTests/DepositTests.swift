import Foundation
import Testing

@Suite struct DepositTests {
  private func deposit(
    _ program: Program, _ sample: String, amount: String, _ more: String...
  ) throws -> Program.Outcome {
    try program.run(
      ["deposit", "\(Program.samples)/\(sample)", "--account", "4400112233", "--amount", amount]
        + more)
  }

  @Test func depositsACheckOnce() throws {
    try Program.withData { program throws in
      let first = try deposit(program, "personal.png", amount: "19.99", "--format", "json")
      #expect(first.code == 0)
      #expect(first.objects.first?["state"] as? String == "deposited")
      #expect(first.objects.first?["amount"] as? Int == 1999)
      let second = try deposit(
        program, "personal.png", amount: "$19.99", "--format", "json", "--memo", "again",
        "--email", "other@example.com")
      #expect(second.code == 0)
      #expect(second.objects.first?["id"] as? Int == first.objects.first?["id"] as? Int)
      #expect(second.objects.first?["replay"] as? Bool == true)
      #expect(try program.run("ledger", "entries", "--format", "json").objects.count == 1)
      #expect(try program.run("ledger", "verify").code == 0)
    }
  }

  @Test func exitCodesTellWhereTheCheckStands() throws {
    try Program.withData { program throws in
      #expect(try deposit(program, "amount-differs.png", amount: "44.00").code == 3)
      #expect(try deposit(program, "truncated.png", amount: "41.00").code == 4)
    }
  }

  @Test func aKeyWithOtherContentIsAnError() throws {
    try Program.withData { program throws in
      #expect(try deposit(program, "personal.png", amount: "19.99", "--key", "k1").code == 0)
      let other = try deposit(program, "business.png", amount: "19.99", "--key", "k1")
      #expect(other.code == 1)
      #expect(other.error.contains("k1"))
      #expect(try program.run("list", "--format", "json").objects.count == 1)
    }
  }

  @Test(arguments: ["0", "-5", "19.9", "19.999", "1e3", "abc", "", "100000000.00", "12,34.00"])
  func badAmountsAreWrongArguments(amount: String) throws {
    try Program.withData { program throws in
      // With `=`, since a value that begins with a dash reads as an option otherwise.
      let outcome = try program.run(
        "deposit", "\(Program.samples)/personal.png", "--account", "1", "--amount=\(amount)")
      #expect(outcome.code == 64)
      #expect(!FileManager.default.fileExists(atPath: program.data))
    }
  }

  @Test func aMissingFileIsNamed() throws {
    try Program.withData { program throws in
      let outcome = try program.run(
        "deposit", "/nowhere/front.png", "--account", "1", "--amount", "5.00")
      #expect(outcome.code == 1)
      #expect(outcome.error.contains("/nowhere/front.png"))
      #expect(try program.run("list", "--format", "json").objects.isEmpty)
    }
  }

  @Test func aPersonDecidesOnWhatIsInReview() throws {
    try Program.withData { program throws in
      func state(_ id: String) throws -> String? {
        try program.run("show", id, "--format", "json").objects.first
          .flatMap { $0["check"] as? [String: Any] }?["state"] as? String
      }
      _ = try deposit(program, "amount-differs.png", amount: "44.00")
      #expect(try program.run("review", "correct", "1", "--amount", "440.00").code == 0)
      #expect(try state("1") == "deposited")
      _ = try deposit(program, "wrong-check-digit.png", amount: "42.00")
      #expect(try program.run("review", "approve", "2", "--as", "kim").code == 1)
      #expect(
        try program.run("review", "approve", "2", "--as", "kim", "--uncollectable").code == 0)
      _ = try deposit(program, "no-check.png", amount: "47.00")
      #expect(try program.run("review", "approve", "3").code == 1)
      #expect(try program.run("review", "reject", "3", "--reason", "no check").code == 0)
      #expect(try program.run("cancel", "2").code == 0)
      #expect(try program.run("cancel", "2").code == 1)
      #expect(try program.run("review", "approve", "99").error.contains("99"))
      let history = try program.run("history", "2", "--format", "json").objects
      #expect(history.contains { $0["actor"] as? String == Program.actor("kim") })
      #expect(try program.run("ledger", "verify").code == 0)
      let entries = try program.run("ledger", "entries", "--check", "2", "--format", "json").objects
      #expect(entries.map { $0["kind"] as? String } == ["deposit", "reversal"])
    }
  }

  @Test func aDamagedStoreIsNamedWithItsRemedy() throws {
    try Program.withData { program throws in
      #expect(try deposit(program, "personal.png", amount: "19.99").code == 0)
      for name in ["store.sqlite-wal", "store.sqlite-shm"] {
        try? FileManager.default.removeItem(atPath: "\(program.data)/\(name)")
      }
      try Data("no store at all, and long enough to be read as the head of one, were it".utf8)
        .write(to: URL(fileURLWithPath: "\(program.data)/store.sqlite"))
      let outcome = try program.run("list")
      #expect(outcome.code == 1)
      #expect(outcome.error.contains(program.data))
      #expect(outcome.error.contains("backup"))
    }
  }

  @Test func lookingAtNothingMakesNothing() throws {
    try Program.withData { program throws in
      for command in [["list"], ["queue", "stats"], ["ledger", "verify"], ["show", "1"]] {
        let outcome = try program.run(command)
        #expect(outcome.code == 1)
        #expect(outcome.error.contains(program.data))
      }
      #expect(!FileManager.default.fileExists(atPath: program.data))
    }
  }

  @Test func accountNumbersAreHidden() throws {
    try Program.withData { program throws in
      var printed = try deposit(program, "personal.png", amount: "19.99").out
      for command in [
        ["list"], ["show", "1"], ["history", "1"], ["accounts", "list"], ["ledger", "entries"],
        ["ledger", "balance"], ["activations", "list"], ["activations", "show", "4"],
      ] {
        for format in ["text", "json"] {
          let outcome = try program.run(command + ["--format", format])
          #expect(outcome.code == 0, "\(command)")
          #expect(!outcome.out.isEmpty, "\(command)")
          printed += outcome.out + outcome.error
        }
      }
      #expect(!printed.contains("4400112233"))
      #expect(!printed.contains("123456789"))
      #expect(try program.run("list", "--unmasked").out.contains("4400112233"))
    }
  }
}
