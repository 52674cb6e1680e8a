import Foundation
import Testing

/// Backups as their users make and restore them.
@Suite struct BackupTests {
  static let deposit = [
    "deposit", Program.samples + "/personal.png", "--account", "4400112233", "--amount", "19.99",
  ]

  /// Gives `body` a data folder with deposited checks, and a folder for backups.
  private func withDeposits(_ body: (Program, String) throws -> Void) throws {
    try Program.withData { program throws in
      #expect(try program.run(Self.deposit).code == 0)
      let place = Program.newFolder()
      try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: place) }
      try body(program, "\(place)/backup")
    }
  }

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
        && !isFolder.boolValue
    }
  }

  @Test func whatIsRestoredIsTheSame() throws {
    try withDeposits { program, backup throws in
      #expect(try program.run("letter", "create").code == 3)
      #expect(try program.run("policy", "show").code == 0)
      try Data(try program.run("policy", "show").out.utf8)
        .write(to: URL(fileURLWithPath: "\(program.data)/policy.json"))
      #expect(try program.run("backup", backup).code == 0)
      let list = try program.run("list", "--format", "json", "--unmasked").out
      try Program.withData { other throws in
        let restored = try other.run("restore", backup, "--format", "json")
        #expect(restored.code == 0)
        #expect(restored.objects.first?["checks"] as? Int == 1)
        #expect(restored.objects.first?["kept"] == nil)
        #expect(try other.run("list", "--format", "json", "--unmasked").out == list)
        #expect(try other.run("ledger", "verify").code == 0)
        let again = try other.run(Self.deposit + ["--format", "json"])
        #expect(again.objects.first?["replay"] as? Bool == true)
        #expect(try other.run("ledger", "entries", "--format", "json").objects.count == 1)
        for name in try names(program.data)
        where !name.hasPrefix("store") && !name.hasPrefix("cache") && name != "letters/lock" {
          let files = FileManager.default
          #expect(
            files.contentsEqual(
              atPath: "\(program.data)/\(name)", andPath: "\(other.data)/\(name)"), "\(name)")
        }
      }
    }
  }

  @Test func theNextBackupCopiesOnlyWhatIsNew() throws {
    try withDeposits { program, backup throws in
      let first = try #require(try program.run("backup", backup, "--format", "json").objects.first)
      let files = try #require(first["files"] as? Int)
      #expect(first["copied"] as? Int == files)
      #expect(first["removed"] as? Int == 0)
      let second = try #require(try program.run("backup", backup, "--format", "json").objects.first)
      #expect(second["copied"] as? Int == 1, "the store")
      #expect(second["skipped"] as? Int == files - 1)
      #expect(second["removed"] as? Int == 1, "the copy of the store before")
      #expect(
        try program.run(
          "deposit", Program.samples + "/blank.png", "--account", "1", "--amount", "7"
        ).code == 4)
      let third = try #require(try program.run("backup", backup, "--format", "json").objects.first)
      #expect(third["copied"] as? Int == 2, "the store and the image")
      #expect(try program.run("backup", "verify", backup).code == 0)
      for name in try FileManager.default.subpathsOfDirectory(atPath: backup) + ["."] {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(backup)/\(name)")
        let mode = try #require(attributes[.posixPermissions] as? Int)
        #expect(mode & 0o077 == 0, "\(name) has mode \(String(mode, radix: 8))")
      }
    }
  }

  @Test func othersWorkMeanwhile() throws {
    try withDeposits { program, backup throws in
      let worker = try program.start(["worker"])
      let ingest = try program.start(["ingest", Program.samples])
      var counts: [Int] = []
      repeat {
        #expect(try program.run("backup", backup).code == 0)
        let proof = try program.run("backup", "verify", backup, "--format", "json")
        #expect(proof.code == 0, "\(proof.error)")
        counts.append(try #require(proof.objects.first?["checks"] as? Int))
      } while ingest.isRunning
      #expect(ingest.end() == 3)
      kill(worker.id, SIGTERM)
      #expect(worker.end() == 0)
      #expect(counts == counts.sorted())
      #expect(try program.run("backup", backup).code == 0)
      try Program.withData { other throws in
        #expect(try other.run("restore", backup).code == 0)
        #expect(
          try other.run("list", "--format", "json").out
            == program.run("list", "--format", "json").out)
      }
    }
  }

  @Test func foldersThatAreNoBackupAreRefused() throws {
    try withDeposits { program, backup throws in
      let other = "\(backup)-other"
      try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
      try Data([1]).write(to: URL(fileURLWithPath: "\(other)/mine"))
      for (target, words) in [
        (other, "is no backup"), (program.data, "within each other"),
        ("\(program.data)/backup", "within each other"), ("\(other)/none/backup", "first"),
      ] {
        let outcome = try program.run("backup", target)
        #expect(outcome.code == 1, "\(target)")
        #expect(outcome.error.contains(words), "\(outcome.error)")
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: other) == ["mine"])
      #expect(!FileManager.default.fileExists(atPath: "\(program.data)/backup"))
      for command in [["backup", "verify"], ["restore"]] {
        let outcome = try program.run(command + [other])
        #expect(outcome.code == 1)
        #expect(outcome.error.contains("no finished backup"))
      }
      let none = try Program.withData { try $0.run("backup", backup) }
      #expect(none.code == 1)
      #expect(none.error.contains("no data"))
    }
  }

  @Test func aDataFolderIsReplacedOnlyWhenToldAndKept() throws {
    try withDeposits { program, backup throws in
      #expect(try program.run("backup", backup).code == 0)
      #expect(
        try program.run(
          "deposit", Program.samples + "/blank.png", "--account", "1", "--amount", "7"
        ).code == 4)
      let refused = try program.run("restore", backup)
      #expect(refused.code == 1)
      #expect(refused.error.contains("--force"))
      #expect(try program.run("list", "--format", "json").objects.count == 2)

      let worker = try program.start(["worker"])
      while try program.run("queue", "stats", "--format", "json").objects.first?["workers"]
        as? Int != 1
      {}
      let busy = try program.run("restore", backup, "--force")
      #expect(busy.code == 1)
      #expect(busy.error.contains("process \(worker.id)"), "\(busy.error)")
      kill(worker.id, SIGTERM)
      worker.end()

      let restored = try program.run("restore", backup, "--force", "--format", "json")
      #expect(restored.code == 0)
      let kept = try #require(restored.objects.first?["kept"] as? String)
      defer { try? FileManager.default.removeItem(atPath: kept) }
      #expect(try program.run("list", "--format", "json").objects.count == 1)
      #expect(try Program(data: kept).run("list", "--format", "json").objects.count == 2)
      #expect(try names(program.data).allSatisfy { !$0.hasPrefix(".") })
      #expect(!FileManager.default.fileExists(atPath: "\(program.data).restoring"))
      #expect(!FileManager.default.fileExists(atPath: "\(program.data).restore-lock"))
    }
  }

  enum Damage: CaseIterable { case image, missing, store, manifest, path }

  @Test(arguments: Damage.allCases)
  func aDamagedBackupIsRefusedByName(damage: Damage) throws {
    try withDeposits { program, backup throws in
      #expect(try program.run("backup", backup).code == 0)
      let files = try names(backup).sorted()
      let image = try #require(files.first { $0.hasPrefix("images/") })
      let store = try #require(files.first { $0.hasPrefix("store-") })
      let manifest = URL(fileURLWithPath: "\(backup)/manifest.jsonl")
      var named = image
      switch damage {
      case .image:
        let file = URL(fileURLWithPath: "\(backup)/\(image)")
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: file)
      case .missing: unlink("\(backup)/\(image)")
      case .store:
        named = store
        #expect(truncate("\(backup)/\(store)", 8192) == 0)
      case .manifest:
        named = "manifest.jsonl"
        let bytes = try Data(contentsOf: manifest)
        try bytes.prefix(bytes.count - 200).write(to: manifest)
      case .path:
        named = "../../escaped"
        let text = try String(contentsOf: manifest, encoding: .utf8)
        try Data(text.replacing("\"path\":\"\(image)\"", with: "\"path\":\"\(named)\"").utf8)
          .write(to: manifest)
      }
      let verified = try program.run("backup", "verify", backup)
      #expect(verified.code == 1)
      #expect(verified.error.contains(named), "\(verified.error)")
      try Program.withData { other throws in
        let refused = try other.run("restore", backup)
        #expect(refused.code == 1)
        #expect(refused.error.contains(named), "\(refused.error)")
        for suffix in ["", ".restoring", ".restore-lock"] {
          #expect(!FileManager.default.fileExists(atPath: other.data + suffix))
        }
      }
      let before = try program.run("list", "--format", "json").out
      #expect(try program.run("restore", backup, "--force").code == 1)
      #expect(try program.run("list", "--format", "json").out == before)
    }
  }

  @Test func whatAKilledRestoreLeftIsCleaned() throws {
    try withDeposits { program, backup throws in
      #expect(try program.run("backup", backup).code == 0)
      try Program.withData { other throws in
        let leftOver = "\(other.data).restoring"
        try FileManager.default.createDirectory(
          atPath: "\(leftOver)/images", withIntermediateDirectories: true)
        for name in [".restoring", "images/half"] {
          try Data([1]).write(to: URL(fileURLWithPath: "\(leftOver)/\(name)"))
        }
        #expect(try other.run("restore", backup).code == 0)
        #expect(!FileManager.default.fileExists(atPath: leftOver))
        #expect(!FileManager.default.fileExists(atPath: "\(other.data)/images/half"))
        #expect(try other.run("list", "--format", "json").objects.count == 1)
      }
    }
  }

  /// The lock of a restore that runs is not another's to remove.
  @Test func aRefusedRestoreLeavesTheLockOfTheOneThatRuns() throws {
    try withDeposits { program, backup throws in
      #expect(try program.run("backup", backup).code == 0)
      let lock = "\(program.data).restore-lock"
      let descriptor = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      defer {
        close(descriptor)
        unlink(lock)
      }
      #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
      for _ in 1...2 {
        let refused = try program.run("restore", backup, "--force")
        #expect(refused.code == 1)
        #expect(refused.error.contains("another backup or restore"), "\(refused.error)")
        #expect(FileManager.default.fileExists(atPath: lock))
      }
    }
  }

  @Test func theBackupOfAnotherDataFolderIsReplacedOnlyWhenTold() throws {
    try withDeposits { program, backup throws in
      #expect(try program.run("backup", backup).code == 0)
      let before = try names(backup).sorted()
      try Program.withData { other throws in
        #expect(try other.run(Self.deposit).code == 0)
        let refused = try other.run("backup", backup)
        #expect(refused.code == 1)
        #expect(refused.error.contains("--replace-backup"), "\(refused.error)")
        #expect(try names(backup).sorted() == before)
        #expect(try other.run("restore", backup, "--force").code == 0)
        #expect(try other.run("backup", backup).code == 0, "the restored folder is the same store")
      }
      try Program.withData { other throws in
        #expect(try other.run(Self.deposit).code == 0)
        #expect(try other.run("backup", backup, "--replace-backup").code == 0)
      }
      #expect(try program.run("backup", backup).code == 1)
      // Manifests of earlier versions say nothing of the store.
      let manifest = "\(backup)/manifest.jsonl"
      let text = try String(contentsOfFile: manifest, encoding: .utf8)
      let older = text.replacing(/"storeID":"[0-9a-f]{32}",?/, with: "")
      #expect(older != text)
      try Data(older.replacing(",}", with: "}").utf8).write(to: URL(fileURLWithPath: manifest))
      #expect(try program.run("backup", backup).code == 0)
    }
  }

  @Test func aFolderWithALockOfTheSameNameIsNoBackup() throws {
    try withDeposits { program, backup throws in
      let own = ["backup.lock", "files/thesis", "images/ab/photo.jpg", "store-list"]
      for name in own {
        let file = URL(fileURLWithPath: "\(backup)/\(name)")
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(name == "backup.lock" ? "".utf8 : "mine".utf8).write(to: file)
      }
      let refused = try program.run("backup", backup)
      #expect(refused.code == 1)
      #expect(refused.error.contains("is no backup"), "\(refused.error)")
      #expect(try names(backup).sorted() == own)
      #expect(!FileManager.default.fileExists(atPath: "\(backup)/tmp"))
      // Where it is a backup as well, what no backup makes stays.
      try Data("check-deposit backup\n".utf8)
        .write(to: URL(fileURLWithPath: "\(backup)/backup.lock"))
      for _ in 1...2 { #expect(try program.run("backup", backup).code == 0) }
      #expect(try Set(names(backup)).isSuperset(of: own))
    }
  }

  @Test func aFolderThatIsNoDataFolderIsNotReplaced() throws {
    try withDeposits { program, backup throws in
      #expect(try program.run("backup", backup).code == 0)
      try Program.withData { other throws in
        try FileManager.default.createDirectory(
          atPath: other.data, withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(other.data)/thesis"))
        for options in [[], ["--force"]] {
          let refused = try other.run(["restore", backup] + options)
          #expect(refused.code == 1)
          #expect(refused.error.contains("no data folder"), "\(refused.error)")
        }
        #expect(try names(other.data) == ["thesis"])
      }
    }
  }

  @Test(arguments: [".restoring", ".before-restore-20260101T000000Z"])
  func aDataFolderThatWasRenamedIsNotBegunAnew(suffix: String) throws {
    try withDeposits { program, backup throws in
      #expect(try program.run("backup", backup).code == 0)
      let kept = program.data + suffix
      try FileManager.default.moveItem(atPath: program.data, toPath: kept)
      defer { try? FileManager.default.removeItem(atPath: kept) }
      let refused = try program.run(Self.deposit)
      #expect(refused.code == 1)
      #expect(refused.error.contains(kept), "\(refused.error)")
      #expect(!FileManager.default.fileExists(atPath: program.data))
      #expect(try program.run("restore", backup).code == 0)
      #expect(try program.run("list", "--format", "json").objects.count == 1)
      for name in try FileManager.default.contentsOfDirectory(
        atPath: URL(fileURLWithPath: program.data).deletingLastPathComponent().path)
      where name.hasPrefix(URL(fileURLWithPath: program.data).lastPathComponent + ".before") {
        try FileManager.default.removeItem(
          at: URL(fileURLWithPath: program.data).deletingLastPathComponent()
            .appendingPathComponent(name))
      }
    }
  }

  @Test(.enabled(if: geteuid() == 0)) func rootRestoresForTheOwner() throws {
    try withDeposits { program, backup throws in
      #expect(try program.run("backup", backup).code == 0)
      #expect(chown(program.data, 12345, 12345) == 0)
      let restored = try program.run("restore", backup, "--force", "--format", "json")
      #expect(restored.code == 0)
      let kept = try #require(restored.objects.first?["kept"] as? String)
      defer { try? FileManager.default.removeItem(atPath: kept) }
      for name in try [""] + names(program.data) {
        let attributes = try FileManager.default.attributesOfItem(
          atPath: "\(program.data)/\(name)")
        #expect(attributes[.ownerAccountID] as? Int == 12345, "\(name)")
      }
    }
  }

  @Test func aMissingImageBlocksABackupUnlessTold() throws {
    try withDeposits { program, backup throws in
      let image = try #require(
        try names(program.data).first { $0.hasPrefix("images/") && $0.count > 64 })
      let hash = String(image.suffix(64))
      unlink("\(program.data)/\(image)")
      let refused = try program.run("backup", backup)
      #expect(refused.code == 1)
      #expect(refused.error.contains("--despite-missing"), "\(refused.error)")
      let made = try program.run("backup", backup, "--despite-missing", "--format", "json")
      #expect(made.code == 3, "\(made.error)")
      #expect(made.objects.first?["missing"] as? [String] == [hash])
      #expect(try program.run("backup", "verify", backup).code == 3)
      try Program.withData { other throws in
        let refused = try other.run("restore", backup)
        #expect(refused.code == 1)
        #expect(refused.error.contains(hash), "\(refused.error)")
        let restored = try other.run("restore", backup, "--despite-missing")
        #expect(restored.code == 3)
        #expect(restored.out.contains("missing: image \(hash)"), "\(restored.out)")
        #expect(try other.run("list", "--format", "json").objects.count == 1)
      }
    }
  }
}
