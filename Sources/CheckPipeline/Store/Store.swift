import CSQLiteExtras
import Foundation
import GRDB

/// The one file that holds checks, queue and ledger, and the connections to it.
///
/// Writes go through ``write(_:)``: they share transactions, hold the write lock, and are answered
/// after they are synced. Reads see the last commit and wait for nobody.
final class Store: Sendable {
  let folder: DataFolder
  let writer: DatabaseQueue
  let reader: DatabaseQueue
  private let commits: GroupCommit

  /// Opens the store and brings its tables up to date.
  ///
  /// - Throws: ``PipelineError/dataFolder(_:reason:)``, ``PipelineError/storeLost(_:_:)``,
  ///   ``StoreError/newer``, or what SQLite throws.
  init(folder: DataFolder, clock: PipelineClock) throws {
    self.folder = folder
    let lock = try WriteLock(path: folder.writeLock)
    let writer = try lock.withLock { () throws -> DatabaseQueue in
      try folder.createStoreFile()
      let writer = try DatabaseQueue(path: folder.store, configuration: Self.configuration)
      if try !writer.read(Schema.hasTables), folder.holdsRecords {
        throw PipelineError.storeLost(folder.path, .noTables)
      }
      guard try !writer.read(Schema.migrator.hasBeenSuperseded) else { throw StoreError.newer }
      try Schema.migrator.migrate(writer)
      try writer.write { db in
        try Self.startBoot(db, clock.bootID)
        try Self.identify(db)
      }
      return writer
    }
    self.writer = writer
    var configuration = Self.configuration
    configuration.readonly = true
    reader = try DatabaseQueue(path: folder.store, configuration: configuration)
    commits = GroupCommit(connection: writer, lock: lock)
  }

  /// Runs `body` in a transaction that others may share; answers when it is durable.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    try await commits.perform(body)
  }

  /// The same for a thread that may wait.
  func writeAndWait<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) throws -> Value {
    try commits.performAndWait(body)
  }

  /// Reads what is committed.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    if Inline.isOn { return try readAndWait(body) }
    return try await reader.unsafeRead { try $0.inSnapshot(body) }
  }

  /// The same for a thread that may wait.
  func readAndWait<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try reader.unsafeRead { try $0.inSnapshot { try body($0) } }
  }

  /// The `synchronous` setting of each connection, for the proof that it is FULL (2).
  func synchronousSettings() throws -> [Int] {
    try [writer, reader].map { queue in
      try queue.inDatabase { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(30)
    configuration.prepareDatabase { db in
      check_sqlite_disable_checkpoint_on_close(db.sqliteConnection)
      // Set by hand: the wrapper's own WAL mode lowers synchronous to NORMAL.
      if !db.configuration.readonly { try db.execute(sql: "PRAGMA journal_mode = WAL") }
      try db.execute(sql: "PRAGMA synchronous = FULL")
      // What a savepoint may have to undo is kept in memory, not in a file made for each commit;
      // recovery after a crash does not depend on it.
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      // Without it, INSERT OR REPLACE deletes rows of the append-only tables past their triggers.
      try db.execute(sql: "PRAGMA recursive_triggers = ON")
      guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
        throw StoreError.notDurable(setting: "other")
      }
    }
    return configuration
  }

  /// Returns the number that tells this store from any other; its copies have it as well.
  static func identity(_ db: Database) throws -> String? {
    try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'store_id'")
  }

  private static func identify(_ db: Database) throws {
    guard try identity(db) == nil else { return }
    try db.run(
      "INSERT OR IGNORE INTO meta (key, value) VALUES ('store_id', lower(hex(randomblob(16))))")
  }

  /// Monotonic times of an earlier boot mean nothing in this one.
  private static func startBoot(_ db: Database, _ bootID: String) throws {
    let known = try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'boot_id'")
    guard known != bootID else { return }
    try db.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('boot_id', ?)", [bootID])
    try db.run("UPDATE messages SET ready_at_ms = 0 WHERE ready_at_ms <> 0")
  }
}
