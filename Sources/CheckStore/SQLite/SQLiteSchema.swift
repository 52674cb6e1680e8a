/// The migrations of a store, and how far a file is with them.
struct SQLiteSchema: Sendable {
  /// A table that every version has.
  private let probe: String
  private let migrations: [Migration]

  /// The table that names the migrations a file has had; its name is that of the files that are
  /// there.
  private static let record = "grdb_migrations"

  init(_ schema: Schema) {
    probe = schema.probe
    migrations = schema.migrations
  }

  /// `true` if a file has the store's tables; all are there with the first migration.
  func hasTables(_ connection: SQLiteConnection) throws -> Bool {
    try connection.snapshot { try Self.hasTable(probe, $0) }
  }

  /// `true` if a later version has brought a file's tables up to date.
  func isSuperseded(_ connection: SQLiteConnection) throws -> Bool {
    let known = Set(migrations.map(\.name))
    return try !connection.snapshot(Self.applied).isSubset(of: known)
  }

  func isComplete(_ connection: SQLiteConnection) throws -> Bool {
    let applied = try connection.snapshot(Self.applied)
    return migrations.allSatisfy { applied.contains($0.name) }
  }

  /// Brings a file's tables up to a version; to the last one unless told otherwise.
  ///
  /// Each migration is a transaction of its own, so that one that is interrupted is begun again.
  func migrate(_ connection: SQLiteConnection, upTo version: String? = nil) throws {
    let last = version.flatMap { version in migrations.firstIndex { $0.name == version } }
    try connection.access { db in
      try db.script(
        "CREATE TABLE IF NOT EXISTS \(Self.record) (identifier TEXT NOT NULL PRIMARY KEY)")
      let applied = try Self.applied(db)
      for migration in migrations.prefix((last ?? migrations.count - 1) + 1)
      where !applied.contains(migration.name) {
        try Self.apply(migration, db)
      }
    }
  }

  /// A migration may replace a table that others refer to, so that what refers to what is checked at
  /// its end.
  ///
  /// Source: SQLite's documentation of ALTER TABLE, "Making Other Kinds Of Table Schema Changes".
  private static func apply(_ migration: Migration, _ db: Transaction) throws {
    try db.script("PRAGMA foreign_keys = OFF")
    defer { try? db.script("PRAGMA foreign_keys = ON") }
    try db.session.inTransaction(begin: GroupCommit.begin) {
      try migration.apply(db)
      try db.run("INSERT INTO \(record) (identifier) VALUES (?)", [migration.name])
      if try db.exists("SELECT 1 FROM pragma_foreign_key_check") {
        throw SQLError(
          kind: .constraint, code: SQLError.constraintCode,
          message: "migration \(migration.name) leaves rows that refer to none", statement: nil)
      }
    }
  }

  private static func applied(_ db: Transaction) throws -> Set<String> {
    guard try hasTable(record, db) else { return [] }
    return Set(try db.rows("SELECT identifier FROM \(record)") { row -> String in row[0] })
  }

  private static func hasTable(_ name: String, _ db: Transaction) throws -> Bool {
    try db.exists("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [name])
  }
}
