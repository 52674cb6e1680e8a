import CheckActions
import Foundation
import CheckStore
import Synchronization
import Testing

@testable import CheckPipeline

@Suite(.patience) struct BackupTests {
  private let bench: Bench
  private var target: String { bench.root + "/backup" }

  init() throws { bench = try Bench() }

  private static let day: Int64 = 86_400_000

  /// Deposits two checks and cancels the second, so long ago that its image may go.
  private func prepare() async throws -> (pipeline: Pipeline, cancelled: CheckRecord) {
    let pipeline = try await bench.open()
    try await pipeline.deposit(bench, "a", line: Lines.personal("1"))
    let cancelled = try await pipeline.deposit(bench, "b", line: Lines.personal("2"))
    try await pipeline.cancel(cancelled.id, by: "ada", reason: "withdrawn")
    bench.clock.advance(milliseconds: 10 * Self.day)
    return (pipeline, cancelled)
  }

  private func purge(_ pipeline: Pipeline) async throws {
    let report = try await pipeline.purge(changedBefore: bench.clock.wall, by: "ada")
    #expect(report.files == 1)
  }

  private func holds(_ check: CheckRecord) -> Bool {
    fileExists("\(target)/images/\(check.frontHash.description.prefix(2))/\(check.frontHash)")
  }

  /// The files of the backup, without its folders.
  private func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: target).filter { name in
      !name.hasSuffix("/") && (name.contains(".") || name.count > 60)
    }.sorted()
  }

  @Test func aPurgeReachesTheBackup() async throws {
    let (pipeline, cancelled) = try await prepare()
    try await pipeline.backUp(to: target)
    #expect(holds(cancelled))
    try await purge(pipeline)
    let report = try await pipeline.backUp(to: target)
    #expect(!holds(cancelled))
    #expect(report.removed == 2, "the image, and the copy of the store before")
    #expect(try await Backup(target).verify().checks == 2)
  }

  /// The copy of the store names an image that is gone: another is made.
  @Test func aPurgeMeanwhileBeginsTheBackupAnew() async throws {
    let (pipeline, cancelled) = try await prepare()
    let isPurged = Mutex(false)
    let report = try await pipeline.backUp(
      to: target,
      progress: { _, _ in
        let isFirst = isPurged.withLock { isPurged in
          defer { isPurged = true }
          return !isPurged
        }
        guard isFirst else { return }
        let done = DispatchSemaphore(value: 0)
        Task {
          try await purge(pipeline)
          done.signal()
        }
        done.wait()
      })
    #expect(!holds(cancelled))
    #expect(report.files > 2)
    #expect(try await Backup(target).verify().violations == [])
  }

  @Test func anImageThatIsGoneOrDamagedIsNamed() async throws {
    let (pipeline, cancelled) = try await prepare()
    try await pipeline.backUp(to: target)
    let other = bench.root + "/other"
    let file = try await pipeline.details(cancelled.id).front.locator.path
    try Data("x".utf8).write(to: URL(fileURLWithPath: file))
    let damaged = await #expect(throws: BackupError.self) { try await pipeline.backUp(to: other) }
    #expect(damaged?.description.contains(file) == true)
    unlink(file)
    await #expect(
      throws: BackupError.image(file, reason: "is named by a check and is not there")
    ) { try await pipeline.backUp(to: other) }
    #expect(bench.names(in: other).allSatisfy { !$0.hasPrefix("store-") })
    try await pipeline.backUp(to: target)
    #expect(holds(cancelled), "the backup has it still")
  }

  @Test func whatIsInterruptedLeavesTheBackupBefore() async throws {
    let (pipeline, _) = try await prepare()
    try await pipeline.backUp(to: target)
    let before = try files()
    try await pipeline.deposit(bench, "c", line: Lines.personal("3"))
    for limit in 0...2 {
      let asked = Mutex(0)
      await #expect(throws: BackupError.interrupted) {
        try await pipeline.backUp(
          to: target,
          isInterrupted: {
            asked.withLock { asked in
              asked += 1
              return asked > limit
            }
          })
      }
      #expect(try files() == before)
      #expect(try await Backup(target).verify().checks == 2)
    }
  }

  @Test func aLedgerWithViolationsIsRestoredOnlyWhenTold() async throws {
    let (pipeline, _) = try await prepare()
    try await pipeline.sql("DROP TRIGGER ledger_postings_no_delete")
    try await pipeline.sql("DELETE FROM ledger_postings WHERE entry_id = 1 AND side = 'debit'")
    try await pipeline.backUp(to: target)
    #expect(try await Backup(target).verify().violations.count == 2)
    let other = DataFolder(bench.root + "/other")
    let refused = await #expect(throws: BackupError.self) {
      try await Backup(target).restore(to: other)
    }
    #expect(refused?.description.contains("2 violations") == true)
    #expect(!fileExists(other.path))
    let report = try await Backup(target).restore(to: other, acceptsViolations: true)
    #expect(report.violations.count == 2)
    #expect(fileExists(other.path + "/store.sqlite"))
  }

  /// The backup of an earlier version is brought up to date when it is opened.
  @Test func anEarlierStoreIsProvedAndALaterOneRefused() async throws {
    let (pipeline, _) = try await prepare()
    try await pipeline.backUp(to: target)
    try await change { try $0.script("INSERT INTO grdb_migrations VALUES ('later')") }
    await #expect(throws: StoreError.newer) { try await Backup(target).verify() }
    try await change { db in
      try db.script(
        """
        DELETE FROM grdb_migrations WHERE identifier = 'later';
        DELETE FROM grdb_migrations WHERE identifier IN ('8', '10');
        DROP INDEX checks_by_back; DROP INDEX final_checks; DROP INDEX check_images_by_hash;
        DROP INDEX letter_items_by_rear; DROP INDEX letter_items_by_front; DROP TABLE images;
        ALTER TABLE checks DROP COLUMN images_removed_at_ms;
        """)
    }
    #expect(try await Backup(target).verify().checks == 2)
  }

  /// A copy that cannot be restored does not take the place of one that can.
  @Test func aDamagedStoreLeavesTheBackupBefore() async throws {
    let (pipeline, _) = try await prepare()
    try await pipeline.backUp(to: target)
    let before = try files()
    await pipeline.close()
    let root = try StoreFile(bench.folder.store).read { db in
      try db.int("SELECT rootpage FROM sqlite_master WHERE name = 'ledger_postings'")
    }
    try #require(root > 0)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: bench.folder.store))
    let size = Int(bytes[16]) << 8 | Int(bytes[17])
    bytes.replaceSubrange((root - 1) * size..<root * size, with: Data(repeating: 0xFF, count: size))
    try bytes.write(to: URL(fileURLWithPath: bench.folder.store))

    let damaged = try await bench.open()
    let refused = await #expect(throws: BackupError.self) { try await damaged.backUp(to: target) }
    #expect(refused?.description.contains("\(bench.folder.store) is damaged") == true)
    #expect(refused?.description.contains("the last backup is kept") == true)
    #expect(try files() == before)
    let other = DataFolder(bench.root + "/other")
    #expect(try await Backup(target).restore(to: other).checks == 2)
  }

  /// Changes the copy of the store, and what the manifest says of it.
  private func change(_ body: (Transaction) throws -> Void) async throws {
    var manifest = try #require(try BackupManifest.read(in: target))
    let index = try #require(manifest.files.firstIndex { $0.path == "store.sqlite" })
    let path = "\(target)/\(manifest.files[index].place)"
    try StoreFile(path).write(body)
    let (bytes, checksum) = try CopiedFiles.measure(path)
    manifest.files[index].bytes = bytes
    manifest.files[index].sha256 = checksum
    try manifest.write(in: BackupFolder(writing: target, of: bench.folder))
  }
}
