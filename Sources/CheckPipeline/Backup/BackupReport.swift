import Foundation

/// The contents of a backup, and the work that was done for it.
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

/// The findings of a proof of a backup, and of the folder that was restored from it.
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
  /// Violations of the ledger; empty where there are none.
  public var violations: [String]
  /// The SHA-256 of images that its store names and it was made without.
  public var missing: [String]
  /// The path under which the replaced folder is kept; `nil` where there was none.
  public var kept: String?
}
