import ArgumentParser
import CheckPipeline
import Foundation

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Back up the data folder while others work on it.",
    discussion: """
      Example: back up to another disk, and prove that the backup can be restored.

        checkctl backup /mnt/backup/checks
        checkctl backup verify /mnt/backup/checks
      """,
    subcommands: [Make.self, Verify.self], defaultSubcommand: Make.self)

  struct Make: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Bring a backup up to date; the default.",
      discussion: """
        Example: the second backup into the same folder copies only what is new.

          checkctl backup /mnt/backup/checks

        The folder has to be new, empty or a backup of this data folder. It has the store as it is at one \
        moment, all images that its checks name, and the policy, routing directories, templates, \
        letters and mail as they are when they are copied. \
        Images that were purged are removed from it. Whenever this is interrupted or fails, the \
        backup before can still be restored.

        Exit codes: 0 done; 1 it failed, and why; 3 done, without images that are missing; 130 \
        interrupted.
        """)

    @Argument(help: "The folder of the backup.", completion: .directory)
    var target: String

    @Flag(help: "Replace the backup of another data folder.")
    var replaceBackup = false

    @Flag(help: "Back up without images that are missing; they are listed.")
    var despiteMissing = false

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let interrupt = Interrupt()
      let pipeline = try await data.openExisting()
      let report = try await interruptible("the backup before, if any, is as it was") { show in
        try await pipeline.backUp(
          to: target, replacesOther: replaceBackup, acceptsMissing: despiteMissing,
          isInterrupted: { interrupt.isRequested }, progress: show)
      }
      try output.print(
        report,
        text: report.missing.map { "missing: image \($0)\n" }.joined()
          + "\(report.files) files, \(report.bytes) bytes: \(report.copied) copied "
          + "(\(report.copiedBytes) bytes), \(report.skipped) there already, \(report.removed) "
          + "removed\nNext: checkctl backup verify \(target.printable)")
      if !report.missing.isEmpty { throw Exit.needsPerson }
    }
  }

  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prove that a backup can be restored.",
      discussion: """
        Example:

          checkctl backup verify /mnt/backup/checks

        Reads every file, compares its checksum, and proves the store and its ledger.

        Exit codes: 0 it can be restored; 1 it cannot, and why; 3 its ledger has violations, or it was made \
        without images that were missing; 130 interrupted.
        """)

    @Argument(help: "The folder of the backup.", completion: .directory)
    var target: String

    @OptionGroup var output: OutputOptions

    func run() async throws {
      let interrupt = Interrupt()
      let report = try await interruptible("nothing was changed") { show in
        try await Backup(target).verify(
          isInterrupted: { interrupt.isRequested }, progress: show)
      }
      try output.print(report, text: report.text)
      if !report.holds { throw Exit.needsPerson }
    }
  }
}

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in the place of the data folder.",
    discussion: """
      Example: restore into a new data folder, or in the place of a damaged one.

        checkctl restore /mnt/backup/checks --data /srv/checks
        checkctl restore /mnt/backup/checks --data /srv/checks --force

      Everything is proved before anything is replaced: checksums, the store, its ledger, and that \
      every image is there. The data folder that is replaced is kept beside the new one, as \
      FOLDER.before-restore-TIME. Stop workers first. What was done after the backup is not in it: \
      look into the old folder for letters that were sent and checks that were deposited since.

      Exit codes: 0 done; 1 it failed, and why: nothing was replaced, unless it says so; 3 \
      done, and the ledger has violations or images are missing; 130 interrupted, and nothing was replaced.
      """)

  @Argument(help: "The folder of the backup.", completion: .directory)
  var target: String

  @Flag(help: "Replace a data folder that is not empty; it is kept beside the new one.")
  var force = false

  @Flag(help: "Restore a backup whose ledger has violations.")
  var despiteViolations = false

  @Flag(help: "Restore a backup that was made without images that were missing.")
  var despiteMissing = false

  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    umask(0o077)
    let interrupt = Interrupt()
    let folder = data.folder
    let report = try await interruptible("nothing was replaced") { show in
      try await Backup(target).restore(
        to: folder, replacesData: force, acceptsViolations: despiteViolations,
        acceptsMissing: despiteMissing,
        isInterrupted: { interrupt.isRequested }, progress: show)
    }
    let kept = report.kept.map { "\nthe folder before is \($0.printable)" } ?? ""
    try output.print(
      report, text: report.text + "\nrestored to \(folder.path.printable)" + kept)
    if !report.holds { throw Exit.needsPerson }
  }
}

/// Shows how far work on files is; an interruption ends the command with a note.
private func interruptible<Value>(
  _ note: String, _ body: (@escaping @Sendable (Int, Int) -> Void) async throws -> Value
) async throws -> Value {
  let line = ProgressLine()
  defer { line.clear() }
  do {
    return try await body { line.show(Progress(planned: $1, done: $0, unit: " files")) }
  } catch BackupError.interrupted {
    line.clear()
    Console.note("interrupted: \(note)")
    throw Exit.interrupted
  }
}

extension RestoreReport {
  fileprivate var holds: Bool { violations.isEmpty && missing.isEmpty }

  fileprivate var text: String {
    let verdict =
      violations.isEmpty ? "the ledger holds" : "the ledger has \(violations.count) violations"
    return
      (violations.map { "violation: \($0)" } + missing.map { "missing: image \($0)" } + [
        "backup of \(createdAt.text) UTC: \(files) files, \(bytes) bytes, \(checks) checks, "
          + "\(entries) entries; \(verdict)"
      ]).joined(separator: "\n")
  }
}
