import CheckActions
import Foundation
import GRDB

/// A copy of the store: one file, which can be read without writing beside it.
struct StoreCopy {
  private static let pagesPerStep: CInt = 1024

  let path: String

  /// Copies a store that others may be writing to, as it is at one moment.
  ///
  /// - Throws: ``BackupError/interrupted`` or ``BackupError/unwritable(_:reason:)``; the file is
  ///   removed then.
  static func make(
    of store: Store, at path: String, isInterrupted: @escaping @Sendable () -> Bool
  ) throws -> StoreCopy {
    do {
      // Made here, so that it is readable by its owner only.
      try LocalFile.create(path, bytes: [], sync: false)
      let copy = try DatabaseQueue(path: path)
      try store.readAndWait { db in
        // From its first read on the transaction sees one moment, however long the copy takes.
        _ = try Schema.hasTables(db)
        try copy.writeWithoutTransaction { destination in
          try db.backup(to: destination, pagesPerStep: pagesPerStep) { _ in
            if isInterrupted() { throw BackupError.interrupted }
          }
        }
      }
      // Out of the mode that takes files beside it.
      try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try copy.close()
      try LocalFile.sync(path)
      return StoreCopy(path: path)
    } catch {
      for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
      switch error {
      case let error as LocalFile.Failure:
        throw BackupError.unwritable(path, reason: error.description)
      case let error as DatabaseError:
        throw BackupError.unwritable(path, reason: error.message ?? "SQLite error")
      default: throw error
      }
    }
  }

  /// Reads the rows.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: path, configuration: configuration).read(body)
  }

  /// Proves that the file is whole, and of a version that can be read.
  ///
  /// - Throws: ``BackupError/damaged(_:reason:)`` or ``StoreError/newer``.
  func proveWhole() throws {
    try reading(proveWhole)
  }

  /// Proves that the file is whole, and that the ledger in it holds.
  ///
  /// - Returns: The proof of the ledger, and the images that the rows name.
  /// - Throws: ``BackupError/damaged(_:reason:)`` or ``StoreError/newer``.
  func prove() throws -> (ledger: LedgerProof, images: [ImageHash]) {
    try reading { db in
      try proveWhole(db)
      if try Schema.migrator.hasCompletedMigrations(db) { return try Self.proof(db) }
      // Of an earlier version: brought up to date in memory, as it will be when it is opened.
      let memory = try DatabaseQueue()
      try memory.writeWithoutTransaction { try db.backup(to: $0) }
      try Schema.migrator.migrate(memory)
      return try memory.read(Self.proof)
    }
  }

  private func proveWhole(_ db: Database) throws {
    let faults = try String.fetchAll(db, sql: "PRAGMA integrity_check(3)")
    guard faults == ["ok"] else {
      throw BackupError.damaged(path, reason: "is damaged (\(faults.first ?? "no answer"))")
    }
    guard try Schema.hasTables(db) else {
      throw BackupError.damaged(path, reason: "has no checks table")
    }
    guard try !db.exists("SELECT 1 FROM pragma_foreign_key_check") else {
      throw BackupError.damaged(path, reason: "has rows that refer to nothing")
    }
    guard try !Schema.migrator.hasBeenSuperseded(db) else { throw StoreError.newer }
  }

  private func reading<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try read(body)
    } catch let error as DatabaseError {
      throw BackupError.damaged(path, reason: "is damaged (\(error.message ?? "SQLite error"))")
    }
  }

  private static func proof(_ db: Database) throws -> (LedgerProof, [ImageHash]) {
    (try LedgerProof.make(db), try Retention.named(db))
  }
}
