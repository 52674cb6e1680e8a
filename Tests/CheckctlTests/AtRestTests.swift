import Foundation
import Testing

/// At rest the store is one file, and what cannot be the store is refused.
@Suite struct AtRestTests {
  private static let deposit = [
    "deposit", Program.samples + "/personal.png", "--account", "4400112233", "--amount", "19.99",
  ]

  private func logBytes(_ program: Program) throws -> Int {
    let path = "\(program.data)/store.sqlite-wal"
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size]
    return try #require(size as? Int)
  }

  /// Copies the store's file and the images alone, as a person would, and gives a program on them.
  private func withPlainCopy(_ program: Program, _ body: (Program) throws -> Void) throws {
    try Program.withData { copy throws in
      let files = FileManager.default
      try files.createDirectory(atPath: copy.data, withIntermediateDirectories: true)
      for name in ["store.sqlite", "images"] {
        try files.copyItem(atPath: "\(program.data)/\(name)", toPath: "\(copy.data)/\(name)")
      }
      try body(copy)
    }
  }

  @Test func aCopyOfTheStoreAndTheImagesIsACopyOfEverything() throws {
    try Program.withData { program throws in
      #expect(try program.run("ingest", Program.samples).code == 3)
      let list = try program.run("list", "--format", "json", "--unmasked").out
      try withPlainCopy(program) { copy throws in
        #expect(try copy.run("list", "--format", "json", "--unmasked").out == list)
        #expect(try copy.run("ledger", "verify").code == 0)
        let again = try copy.run(Self.deposit + ["--format", "json"])
        #expect(again.objects.first?["replay"] as? Bool == true)
        #expect(try copy.run("list", "--format", "json", "--unmasked").out == list)
      }
    }
  }

  @Test func everyEndLeavesTheStoreInItsFile() throws {
    try Program.withData { program throws in
      let ends: [(arguments: [String], code: Int32)] = [
        (Self.deposit, 0),
        (["deposit", Program.samples + "/blank.png", "--account", "1", "--amount", "7"], 4),
        (["deposit", Program.samples + "/no-check.png", "--account", "1", "--amount", "8"], 3),
        (["cancel", "999", "--reason", "none"], 1),
      ]
      for (arguments, code) in ends {
        #expect(try program.run(arguments).code == code, "\(arguments)")
        #expect(try logBytes(program) == 0, "\(arguments)")
      }
      let ingest = try program.start(["ingest", Program.samples, "--slots", "1"])
      while try program.run("list", "--format", "json").objects.count < 4, ingest.isRunning {}
      kill(ingest.id, SIGINT)
      #expect([130, 3].contains(ingest.end()))
      #expect(try logBytes(program) == 0)
    }
  }

  /// While one works the log stays; who is the last to leave empties it.
  @Test func theLastToLeaveDoesIt() throws {
    try Program.withData { program throws in
      let worker = try program.start(["worker"])
      #expect(try program.run(Self.deposit).code == 0)
      #expect(try logBytes(program) > 0)
      kill(worker.id, SIGTERM)
      #expect(worker.end() == 0)
      #expect(try logBytes(program) == 0)
      try withPlainCopy(program) { copy throws in
        #expect(try copy.run("list", "--format", "json").objects.count == 1)
      }
    }
  }

  enum Loss: CaseIterable { case missing, empty, noTables }

  @Test(arguments: Loss.allCases)
  func aStoreThatIsLostIsRefusedAndNothingIsWritten(loss: Loss) throws {
    try Program.withData { program throws in
      #expect(try program.run(Self.deposit).code == 0)
      let store = "\(program.data)/store.sqlite"
      let bytes = try Data(contentsOf: URL(fileURLWithPath: store))
      for suffix in ["", "-wal", "-shm"] { unlink(store + suffix) }
      switch loss {
      case .missing: break
      case .empty: try Data().write(to: URL(fileURLWithPath: store))
      case .noTables:
        // The header of a database, and a first page without tables.
        var page = Data(bytes.prefix(100)) + Data(count: 3996)
        page.replaceSubrange(28..<32, with: [0, 0, 0, 1])
        page.replaceSubrange(100..<108, with: [13, 0, 0, 0, 0, 16, 0, 0])
        try page.write(to: URL(fileURLWithPath: store))
      }
      let before = try state(program)
      for arguments in [["list"], Self.deposit, ["worker"], ["backup", "\(program.data).backup"]] {
        let outcome = try program.run(arguments)
        #expect(outcome.code == 1, "\(arguments)")
        #expect(outcome.error.contains("checkctl restore"), "\(outcome.error)")
      }
      #expect(try state(program) == before)
      #expect(!FileManager.default.fileExists(atPath: "\(program.data).backup"))
    }
  }

  /// Every file with its size and the time of its last change.
  private func state(_ program: Program) throws -> [String] {
    let files = FileManager.default
    return try files.subpathsOfDirectory(atPath: program.data).sorted().map { name in
      let attributes = try files.attributesOfItem(atPath: "\(program.data)/\(name)")
      return "\(name) \(attributes[.size] ?? 0) \(attributes[.modificationDate] ?? 0)"
    }
  }

  /// What a crash leaves: an image was stored, and its check was never written.
  @Test func aStoreWithoutChecksOpensBesideAnImage() throws {
    try Program.withData { program throws in
      let worker = try program.start(["worker"])
      while !FileManager.default.fileExists(atPath: "\(program.data)/store.sqlite-wal") {
        usleep(1000)
      }
      while try program.run("queue", "stats", "--format", "json").objects.first?["workers"]
        as? Int != 1
      {}
      kill(worker.id, SIGTERM)
      #expect(worker.end() == 0)
      let folder = "\(program.data)/images/ab"
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      let image = "\(folder)/ab\(String(repeating: "0", count: 62))"
      try Data([1]).write(to: URL(fileURLWithPath: image))
      #expect(try program.run("list").code == 0)
      #expect(try program.run(Self.deposit).code == 0)
    }
  }
}
