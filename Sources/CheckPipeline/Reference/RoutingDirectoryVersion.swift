import CheckActions
import Foundation
import CheckStore

/// A version of the routing directory, as the store knows it.
public struct RoutingDirectoryVersion: Sendable, Hashable {
  /// Its number; the highest holds.
  public var version: Int
  /// When it came; `nil` for the made-up one that every data folder begins with.
  public var importedAt: Date?
  /// Who brought it.
  public var actor: String
  /// The name of the file it came from.
  public var source: String
  /// How many records it has.
  public var records: Int
  /// The SHA-256 of the normalised records, in hexadecimal.
  public var checksum: String
  /// The version whose content it has again, where it was restored.
  public var restoredFrom: Int?

  static func all(_ db: Transaction) throws -> [RoutingDirectoryVersion] {
    try db.rows("SELECT \(columns) FROM routing_directories ORDER BY version", [], Self.init(row:))
  }

  static func find(_ db: Transaction, _ version: Int) throws -> RoutingDirectoryVersion? {
    try db.first(
      "SELECT \(columns) FROM routing_directories WHERE version = ?", [version], Self.init(row:))
  }

  /// The edition that holds; each claim of a deposit asks for it.
  static func current(_ db: Transaction) throws -> RoutingDirectory.Edition {
    let held = try db.first(
      "SELECT version, sha256 FROM routing_directories ORDER BY version DESC LIMIT 1", []
    ) { RoutingDirectory.Edition(version: $0[0], checksum: $0[1]) }
    return try StoreError.decoded(held, "routing directory", "none")
  }

  /// The version that holds.
  static func holding(_ db: Transaction) throws -> RoutingDirectoryVersion {
    let version = try db.first(
      "SELECT \(columns) FROM routing_directories ORDER BY version DESC LIMIT 1", [],
      Self.init(row:))
    return try StoreError.decoded(version, "routing directory", "none")
  }

  /// Adds it in the place of the version that held when it was looked at.
  ///
  /// - Returns: `false` where another came first, and nothing was added.
  func insert(_ db: Transaction, after held: Int) throws -> Bool {
    guard try Counter.directories.move(db, from: held, to: version) else { return false }
    try insert(db)
    return true
  }

  func insert(_ db: Transaction) throws {
    try db.run(
      "INSERT INTO routing_directories (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
      [version, importedAt?.milliseconds, actor, source, records, checksum, restoredFrom])
  }

  private static let columns =
    "version, imported_at_ms, actor, source, records, sha256, restored_from"

  private init(row: Row) {
    version = row[0]
    importedAt = (row[1] as Int64?).map(Date.init(milliseconds:))
    actor = row[2]
    source = row[3]
    records = row[4]
    checksum = row[5]
    restoredFrom = row[6]
  }
}

extension RoutingDirectoryVersion {
  init(
    version: Int, importedAt: Date?, actor: String, source: String, text: RoutingDirectoryText,
    restoredFrom: Int? = nil
  ) {
    self.version = version
    self.importedAt = importedAt
    self.actor = actor
    self.source = source
    records = text.count
    checksum = text.checksum
    self.restoredFrom = restoredFrom
  }
}
