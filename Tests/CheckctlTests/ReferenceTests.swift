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
      #expect(imported.out == "Routing directory version 2 holds: 500 records.\n")
      #expect(imported.code == 0)
      let again = try program.run("reference", "import", path, "--format", "json").objects.first
      #expect(again?["unchanged"] as? Bool == true)
      #expect(again?["version"] as? Int == 2)

      let number = String(lines[250].prefix(9))
      let found = try program.run("reference", "lookup", number, "--format", "json").objects.first
      #expect(found?["routingNumber"] as? String == number)
      #expect((found?["name"] as? String)?.hasPrefix("BANK 250 OF ") == true)
      #expect(found?["recordType"] as? String == "1")

      let restored = try program.run("reference", "restore", "1")
      #expect(restored.out == "Routing directory version 3 holds: 24 records.\n")
      let versions = try program.run("reference", "list", "--format", "json").objects
      #expect(versions.map { $0["version"] as? Int } == [1, 2, 3])
      #expect(versions.map { $0["current"] as? Bool } == [false, false, true])
      #expect(versions.map { $0["records"] as? Int } == [24, 500, 24])
      #expect(versions[1]["by"] as? String == "clerk")
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
