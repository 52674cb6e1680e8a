import Foundation

/// What a backup has, and what was done for it.
public struct BackupReport: Sendable, Hashable, Codable {
  /// The moment that the backup is of.
  public var createdAt: Date
  /// Files of the backup.
  public var files: Int
  /// Their bytes.
  public var bytes: Int
  /// Files that were copied now.
  public var copied: Int
  /// Their bytes.
  public var copiedBytes: Int
  /// Files that the backup had already.
  public var skipped: Int
  /// Files that the backup had before and has no more, such as images that were purged.
  public var removed: Int
  /// The SHA-256 of images that the store names and nobody has.
  public var missing: [String]
}

/// What was proved of a backup, and of the folder that was restored from it.
public struct RestoreReport: Sendable, Hashable, Codable {
  /// The moment that the backup is of.
  public var createdAt: Date
  /// Its files, each there with its checksum.
  public var files: Int
  /// Their bytes.
  public var bytes: Int
  /// The checks in its store.
  public var checks: Int
  /// The ledger entries in its store.
  public var entries: Int
  /// What is wrong with the ledger; empty where it holds.
  public var violations: [String]
  /// The SHA-256 of images that its store names and it was made without.
  public var missing: [String]
  /// Where the folder that was replaced is kept; `nil` where there was none.
  public var kept: String?
}
