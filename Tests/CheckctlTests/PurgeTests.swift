import Foundation
import Testing

/// Images that a purge removes and that are submitted again, as an operator sees it.
@Suite struct PurgeTests {
  private static func deposit(_ amount: String) -> [String] {
    ["deposit", Program.samples + "/blank.png", "--account", "1", "--amount", amount]
  }

  private func files(_ program: Program) throws -> Int {
    try FileManager.default.subpathsOfDirectory(atPath: "\(program.data)/images")
      .filter { $0.count > 64 }.count
  }

  @Test func anImageThatWasRemovedIsStoredAgain() throws {
    try Program.withData { program throws in
      let purge = ["purge", "--older-than", "0s", "--despite-retention", "--format", "json"]
      var removed: [Int] = []
      for amount in ["1.00", "2.00", "3.00"] {
        #expect(try program.run(Self.deposit(amount)).code == 4)
        #expect(try files(program) > 0, "\(amount)")
        let purged = try program.run(purge)
        #expect(purged.code == 0)
        removed.append(try #require(purged.objects.first?["files"] as? Int))
        #expect(try files(program) == 0, "\(amount)")
        #expect(try program.run(purge).objects.first?["files"] as? Int == 0)
      }
      #expect(Set(removed).count == 1 && removed[0] > 0)
      // The same deposit again: its check is known, and its images stay removed.
      #expect(try program.run(Self.deposit("1.00") + ["--format", "json"]).code == 4)
      #expect(try program.run("list", "--format", "json").objects.count == 3)
    }
  }

  @Test func anImageStaysForAnotherCheck() throws {
    try Program.withData { program throws in
      let picture = Program.samples + "/personal.png"
      for amount in ["19.99", "25.00"] {
        _ = try program.run("deposit", picture, "--account", "1", "--amount", amount)
      }
      // The second is rejected: its images are those of the first.
      let before = try files(program)
      let purged = try program.run(
        "purge", "--older-than", "0s", "--despite-retention", "--format", "json")
      #expect(purged.objects.first?["checks"] as? Int == 1)
      #expect(purged.objects.first?["files"] as? Int == 0)
      #expect(try files(program) == before)
    }
  }
}
