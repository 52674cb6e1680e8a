import CheckActions
import CheckStore
import Foundation

/// A copy of the store: one file, which can be read without writing beside it.
struct StoreCopy {
  private let file: StoreFile

  init(path: String) { file = StoreFile(path) }

  var path: String { file.path }

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
      try store.copy(to: path, isInterrupted: isInterrupted)
      try LocalFile.sync(path)
      return StoreCopy(path: path)
    } catch {
      for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
      switch error {
      case is CancellationError: throw BackupError.interrupted
      case let error as LocalFile.Failure:
        throw BackupError.unwritable(path, reason: error.description)
      case let error as SQLError: throw BackupError.unwritable(path, reason: error.message)
      default: throw error
      }
    }
  }

  /// Reads the rows.
  func read<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    try file.read(body)
  }

  /// Proves that the file is whole, and of a version that can be read.
  ///
  /// - Throws: ``BackupError/damaged(_:reason:)`` or `StoreError.newer`.
  func proveWhole() throws { _ = try version() }

  /// Proves that the file is whole, and that the ledger in it holds.
  ///
  /// - Returns: The proof of the ledger, and the images that the rows name.
  /// - Throws: ``BackupError/damaged(_:reason:)`` or `StoreError.newer`.
  func prove() throws -> (ledger: LedgerProof, images: [ImageHash]) {
    let version = try version()
    return try explaining {
      // Of an earlier version: as it will be when it is opened.
      version == .earlier
        ? try file.readUpgraded(.checks, Self.proof) : try file.read(Self.proof)
    }
  }

  private func version() throws -> StoreFile.Version {
    try explaining {
      if let fault = try file.fault() {
        throw BackupError.damaged(path, reason: "is damaged (\(fault))")
      }
      let version = try file.version(.checks)
      if version == .none { throw BackupError.damaged(path, reason: "has no checks table") }
      if try file.hasLooseReferences() {
        throw BackupError.damaged(path, reason: "has rows that refer to nothing")
      }
      if version == .later { throw StoreError.newer }
      return version
    }
  }

  private func explaining<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as SQLError {
      throw BackupError.damaged(path, reason: "is damaged (\(error.message))")
    }
  }

  private static func proof(_ db: Transaction) throws -> (LedgerProof, [ImageHash]) {
    (try LedgerProof.make(db), try Retention.named(db))
  }
}
