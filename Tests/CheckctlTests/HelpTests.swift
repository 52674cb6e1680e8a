import Foundation
import Testing

@Suite struct HelpTests {
  /// Each command with its path, as the program describes itself.
  private func commands() throws -> [(path: String, object: [String: Any])] {
    let outcome = try Program.withData { try $0.run("--experimental-dump-help") }
    let root = try JSONSerialization.jsonObject(with: Data(outcome.out.utf8)) as? [String: Any]
    var found: [(String, [String: Any])] = []
    func walk(_ object: [String: Any], _ parents: [String]) {
      guard let name = object["commandName"] as? String, name != "help" else { return }
      let path = parents + [name]
      found.append((path.joined(separator: " "), object))
      for child in object["subcommands"] as? [[String: Any]] ?? [] { walk(child, path) }
    }
    walk(try #require(root?["command"] as? [String: Any]), [])
    return found
  }

  @Test func everyCommandHasAnExampleOfItself() throws {
    let commands = try commands()
    #expect(commands.count > 20)
    for (path, object) in commands {
      let discussion = object["discussion"] as? String ?? ""
      #expect(discussion.contains("Example"), "\(path)")
      #expect(discussion.contains("checkctl"), "\(path)")
      #expect((object["abstract"] as? String)?.hasSuffix(".") == true, "\(path)")
    }
  }

  @Test func everyOptionIsExplained() throws {
    for (path, object) in try commands() {
      for argument in object["arguments"] as? [[String: Any]] ?? [] {
        #expect(argument["abstract"] is String, "\(path) \(argument["valueName"] ?? "")")
      }
    }
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsAreMade(shell: String) throws {
    let outcome = try Program.withData { try $0.run("--generate-completion-script", shell) }
    #expect(outcome.code == 0)
    #expect(outcome.out.contains("checkctl"))
  }

  @Test func wrongArgumentsGiveTheUsageCode() throws {
    try Program.withData { program throws in
      #expect(try program.run("deposit").code == 64)
      #expect(try program.run("list", "--nonsense").code == 64)
      #expect(try program.run("list", "--state", "nowhere").code == 64)
      #expect(try program.run("nonsense").code == 64)
      #expect(!FileManager.default.fileExists(atPath: program.data))
    }
  }
}
