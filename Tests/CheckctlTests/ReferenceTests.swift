import CheckActions
import CheckRendering
import Foundation
import Testing

@Suite struct ReferenceTests {
  private func file(_ program: Program, _ name: String, _ text: String) throws -> String {
    try FileManager.default.createDirectory(
      atPath: program.data, withIntermediateDirectories: true)
    let path = "\(program.data)/\(name)"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test func aDirectoryIsImportedListedLookedUpAndRestored() throws {
    try Program.withData { program throws in
      var generator = SeededGenerator(seed: 5)
      let lines = SyntheticDirectory.lines(500, using: &generator)
      let path = try file(program, "in.txt", lines.joined(separator: "\r\n"))
      let imported = try program.run("reference", "import", path, "--as", "clerk")
      #expect(imported.out == "Routing directory version 2 holds: 500 records, was 24.\n")
      #expect(imported.code == 0)
      let again = try program.run("reference", "import", path, "--format", "json").objects.first
      #expect(again?["unchanged"] as? Bool == true)
      #expect(again?["version"] as? Int == 2)
      #expect(again?["recordsBefore"] as? Int == 500)

      let number = String(lines[250].prefix(9))
      let found = try program.run("reference", "lookup", number, "--format", "json").objects.first
      #expect(found?["routingNumber"] as? String == number)
      #expect((found?["name"] as? String)?.hasPrefix("BANK 250 OF ") == true)
      #expect(found?["recordType"] as? String == "1")

      let restored = try program.run("reference", "restore", "1")
      #expect(restored.out == "Routing directory version 3 holds: 24 records, was 500.\n")
      let versions = try program.run("reference", "list", "--format", "json").objects
      #expect(versions.map { $0["version"] as? Int } == [1, 2, 3])
      #expect(versions.map { $0["current"] as? Bool } == [false, false, true])
      #expect(versions.map { $0["records"] as? Int } == [24, 500, 24])
      #expect(versions[1]["by"] as? String == Program.actor("clerk"))
      #expect(versions[2]["restoredFrom"] as? Int == 1)
      #expect(try program.run("reference", "list").out.contains("(version 1 restored)"))
    }
  }

  @Test func whatIsWrongIsToldWithItsRemedy() throws {
    try Program.withData { program throws in
      let number = SyntheticDirectory.routingNumbers[0]
      #expect(try program.run("reference", "list").code == 1)
      #expect(try program.run("reference", "lookup", number).code == 1)
      #expect(!FileManager.default.fileExists(atPath: program.data))

      let bad = try file(program, "bad.txt", "short\n" + SyntheticDirectory.text)
      let refused = try program.run("reference", "import", bad)
      #expect(refused.code == 1)
      #expect(refused.error.contains("line 1: the line 'short' has 5 characters"))
      #expect(try program.run("reference", "import", bad + ".absent").code == 1)
      #expect(try program.run("reference", "lookup", number).code == 0)

      var generator = SeededGenerator(seed: 6)
      let lines = SyntheticDirectory.lines(10, using: &generator)
      let all = try file(program, "all.txt", lines.joined(separator: "\n"))
      let cut = try file(program, "cut.txt", lines.prefix(4).joined(separator: "\n"))
      #expect(try program.run("reference", "import", all).code == 0)
      let cutOff = try program.run("reference", "import", cut)
      #expect(cutOff.code == 1)
      for part in ["4 records", "has 10", "--allow-fewer"] { #expect(cutOff.error.contains(part)) }
      #expect(try program.run("reference", "import", cut, "--allow-fewer").code == 0)
      #expect(try program.run("reference", "restore", "1").code == 0)

      for (argument, code, part) in [
        ("021000021", 1, "not in the routing directory"), ("011901239", 1, "wrong check digit"),
        ("991901239", 1, "no routing number"), ("991901234", 1, "no routing number"),
        ("12345", 64, "nine digits"),
        ("01190123X", 64, "nine digits"),
      ] as [(String, Int32, String)] {
        let outcome = try program.run("reference", "lookup", argument)
        #expect(outcome.code == code, "\(argument)")
        #expect(outcome.error.contains(part), "\(outcome.error)")
      }
      let absent = try program.run("reference", "restore", "7")
      #expect(absent.code == 1)
      #expect(absent.error.contains("checkctl reference list"))
    }
  }

  /// What an import leaves that is killed before its commit is no version.
  @Test func importsAtOncePassOverEachOtherAndALeftOver() throws {
    try Program.withData { program throws in
      let first = try file(program, "first.txt", SyntheticDirectory.text)
      #expect(try program.run("reference", "import", first).code == 0)
      let folder = "\(program.data)/reference"
      try Data("left".utf8).write(to: URL(fileURLWithPath: "\(folder)/routing-2.txt"))
      let paths = try (1...4).map { number in
        var generator = SeededGenerator(seed: UInt64(number))
        let lines = SyntheticDirectory.lines(300, using: &generator)
        return try file(program, "\(number).txt", lines.joined(separator: "\n"))
      }
      let imports = try paths.map { try program.start(["reference", "import", $0]) }
      for process in imports { #expect(process.end() == 0) }
      let versions = try program.run("reference", "list", "--format", "json").objects
        .compactMap { $0["version"] as? Int }
      #expect(versions.count == 5)
      #expect(versions.first == 1 && !versions.contains(2))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(Set(names) == Set((versions + [2]).map { "routing-\($0).txt" }))
      for version in versions {
        #expect(try program.run("reference", "restore", "\(version)").code == 0)
      }
    }
  }

  @Test func theExampleOfTheHelpWorks() throws {
    try Program.withData { program throws in
      let path = try file(program, "in.txt", SyntheticDirectory.text)
      #expect(try program.run("reference", "import", path).code == 0)
      let help = try program.run("reference", "lookup", "--help").out
      let example = try #require(
        help.split(separator: "\n").first { $0.contains("checkctl reference lookup ") })
      let arguments = example.split(separator: " ").dropFirst().map(String.init)
      #expect(try program.run(arguments).code == 0)
    }
  }

  @Test func checksThatWaitedForADirectoryGoOn() throws {
    try Program.withData { program throws in
      let without = try file(program, "in.txt", String(SyntheticDirectory.text.dropFirst(156)))
      #expect(try program.run("reference", "import", without).code == 0)
      let check = [
        "deposit", Program.samples + "/personal.png", "--account", "1", "--amount", "19.99",
      ]
      #expect(try program.run(check).code == 3)
      #expect(try program.run("review", "retry").code == 64)
      #expect(try program.run("review", "retry", "1", "--reason", "blank").code == 64)
      let none = try program.run("review", "retry", "--reason", "blank")
      #expect(none.code == 0)
      #expect(none.out == "Nothing to settle anew.\n")
      let still = try program.run("review", "retry", "1", "--format", "json")
      #expect(still.code == 3)
      #expect(still.objects.first?["state"] as? String == "review")
      #expect(try program.run("reference", "restore", "1").code == 0)
      let done = try program.run("review", "retry", "--reason", "routing-unknown")
      #expect(done.code == 0)
      #expect(done.out.contains("deposited"))
      #expect(try program.run("review", "retry", "1").code == 1)
    }
  }

  /// Whenever the signal comes, the folder is gone when the program is.
  @Test(arguments: [SIGTERM, SIGINT]) func anInterruptedDemonstrationLeavesNothing(
    number: Int32
  ) throws {
    let folder = Program.newFolder()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder) }
    let process = try Program(data: folder + "/none")
      .start(["demo", "warm"], environment: ["TMPDIR": folder])
    while process.isRunning, try names().isEmpty { usleep(200) }
    kill(process.id, number)
    #expect([0, 130].contains(process.end()))
    #expect(try names() == [])
  }

  @Test func theDemonstrationTouchesNoDataFolder() throws {
    try Program.withData { program throws in
      let text = try program.run("demo", "warm")
      #expect(text.code == 0)
      for part in ["demo-1", "cold", "warm", "from memory", "found in the scratch folder"] {
        #expect(text.out.contains(part), "\(part)")
      }
      let steps = try program.run("demo", "warm", "--format", "json").objects
      #expect(steps.count == 16)
      #expect(steps.prefix(4).map { $0["cameBack"] as? String } == ["1", "2", "3", "4"])
      #expect(!FileManager.default.fileExists(atPath: program.data))
    }
  }
}
