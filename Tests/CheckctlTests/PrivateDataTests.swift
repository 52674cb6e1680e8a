import Foundation
import Testing

/// What a whole run prints, logs and leaves behind, searched for what is private.
@Suite struct PrivateDataTests {
  /// Account numbers and addresses: of the depositors, and of the payors in the lines.
  private func secrets(_ program: Program) throws -> Set<String> {
    let checks = try program.run("list", "--format", "json", "--unmasked").objects
    var secrets: Set<String> = []
    for check in checks {
      secrets.insert(try #require(check["account"] as? String))
      let number = try #require(check["id"] as? Int)
      let details = try #require(
        program.run("show", "\(number)", "--format", "json", "--unmasked").objects.first)
      secrets.formUnion(Self.texts(of: details, under: ["account", "email"]))
    }
    // A short one would also be found where it is none, in a time or a checksum.
    return secrets.filter { $0.count >= 6 }
  }

  private static func texts(of value: Any, under keys: Set<String>) -> Set<String> {
    var found: Set<String> = []
    for item in value as? [Any] ?? [] { found.formUnion(texts(of: item, under: keys)) }
    for (key, item) in value as? [String: Any] ?? [:] {
      if let text = item as? String, keys.contains(key) { found.insert(text) }
      found.formUnion(texts(of: item, under: keys))
    }
    return found
  }

  private static let looks = [
    ["list"], ["review", "list"], ["accounts", "list"], ["ledger", "entries"],
    ["ledger", "balance"], ["ledger", "verify"], ["notices", "list"], ["queue", "stats"],
    ["queue", "failed"], ["letter", "held"], ["letter", "list"], ["letter", "show", "1"],
    ["returns", "list"], ["holds", "list", "--all"], ["report", "day"],
    ["activations", "list", "--limit", "500"], ["activations", "summary"],
  ]

  @Test func aRunPrintsAndLogsNoAccountNumber() throws {
    try Program.withData { program throws in
      let log = Pipe()
      let worker = try program.start(["worker"], out: log, error: log)
      var said: [(String, String)] = []
      func note(_ arguments: [String]) throws -> Program.Outcome {
        let outcome = try program.run(arguments)
        said.append((arguments.joined(separator: " "), outcome.out + outcome.error))
        return outcome
      }
      let receipts = "\(program.data).receipts"
      defer { unlink(receipts) }
      _ = try note(["ingest", Program.samples, "--receipts", receipts])
      _ = try note([
        "deposit", Program.samples + "/blank.png", "--account", "4400112233", "--amount", "7",
      ])
      said.append(("receipts", try String(contentsOfFile: receipts, encoding: .utf8)))
      kill(worker.id, SIGTERM)
      worker.end()
      _ = try note(["letter", "create"])
      for look in Self.looks { _ = try note(look) }
      for look in Self.looks.dropLast(2) { _ = try note(look + ["--format", "json"]) }
      for number in 1...21 {
        for command in ["show", "history"] {
          _ = try note([command, "\(number)"])
          _ = try note([command, "\(number)", "--format", "json"])
        }
      }
      for activation in try note(["activations", "list", "--format", "json"]).objects.prefix(20) {
        let id = try #require(activation["id"].map { "\($0)" })
        _ = try note(["activations", "show", id])
        _ = try note(["activations", "logs", id])
      }
      try log.fileHandleForWriting.close()
      said.append(
        (
          "the worker's log",
          String(decoding: log.fileHandleForReading.availableData, as: UTF8.self)
        ))
      let secrets = try secrets(program)
      #expect(secrets.count >= 5)
      #expect(secrets.isSuperset(of: ["4400112233", "dana@example.com"]))
      for (source, text) in said {
        #expect(
          !text.isEmpty || source.hasPrefix("queue") || source.hasPrefix("returns")
            || source.hasPrefix("activations logs"))
        for secret in secrets { #expect(!text.contains(secret), "\(secret) by \(source)") }
      }
    }
  }

  @Test func whatIsLeftIsForItsOwnerOnly() throws {
    try Program.withData { program throws in
      let chart = "\(program.data)/chart.png"
      let overlay = "\(program.data)/overlay.png"
      let receipts = "\(program.data)/receipts"
      try FileManager.default.createDirectory(
        atPath: program.data, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      _ = try program.run("ingest", Program.samples, "--receipts", receipts)
      _ = try program.run("activations", "summary", "--chart", chart)
      _ = try program.run("show", "1", "--overlay", overlay)
      let files = FileManager.default
      let names = try #require(files.enumerator(atPath: program.data)).compactMap { $0 as? String }
      #expect(names.count > 60)
      #expect(Set(["chart.png", "overlay.png", "receipts"]).isSubset(of: names))
      for name in names {
        let attributes = try files.attributesOfItem(atPath: "\(program.data)/\(name)")
        let mode = try #require(attributes[.posixPermissions] as? Int)
        #expect(mode & 0o077 == 0, "\(name) has mode \(String(mode, radix: 8))")
      }
    }
  }
}
