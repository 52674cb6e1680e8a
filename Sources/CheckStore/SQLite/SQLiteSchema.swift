import GRDB

/// The migrations of a store, and how far a file is with them.
struct SQLiteSchema: Sendable {
  /// A table that every version has.
  private let probe: String
  private let migrations: [Migration]

  init(_ schema: Schema) {
    probe = schema.probe
    migrations = schema.migrations
  }

  private var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for migration in migrations {
      migrator.registerMigration(migration.name) { db in
        let session = SQLiteSession(db)
        defer { session.close() }
        try migration.apply(Transaction(session))
      }
    }
    return migrator
  }

  /// `true` if a file has the store's tables; all are there with the first migration.
  func hasTables(_ connection: SQLiteConnection) throws -> Bool {
    try connection.wrapped { queue in try queue.read { try $0.tableExists(probe) } }
  }

  /// `true` if a later version has brought a file's tables up to date.
  func isSuperseded(_ connection: SQLiteConnection) throws -> Bool {
    try connection.wrapped { queue in try queue.read(migrator.hasBeenSuperseded) }
  }

  func isComplete(_ connection: SQLiteConnection) throws -> Bool {
    try connection.wrapped { queue in try queue.read(migrator.hasCompletedMigrations) }
  }

  /// Brings a file's tables up to a version; to the last one unless told otherwise.
  func migrate(_ connection: SQLiteConnection, upTo version: String? = nil) throws {
    try connection.wrapped { queue in
      if let version {
        try migrator.migrate(queue, upTo: version)
      } else {
        try migrator.migrate(queue)
      }
    }
  }
}
