import CSQLiteExtras
import Foundation

/// A file with a store's tables that nobody works on: a copy, or one that is looked at from outside.
package struct StoreFile: Sendable {
  private static let pagesPerStep: Int32 = 1024

  /// How far a file is with a schema.
  package enum Version: Sendable {
    /// It has no tables.
    case none
    /// It can be read as it is.
    case current
    /// It has to be brought up to date first.
    case earlier
    /// A later program wrote it.
    case later
  }

  /// The file.
  package let path: String

  package init(_ path: String) { self.path = path }

  /// Reads the file, all of one moment; nothing is written.
  package func read<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    let connection = try SQLiteConnection(plain: path, isReadOnly: true)
    let value = try connection.snapshot(body)
    try connection.close()
    return value
  }

  /// Changes the file in one transaction.
  package func write<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    let connection = try SQLiteConnection(plain: path)
    let value = try connection.access { db in
      try db.session.inTransaction(begin: GroupCommit.begin) { try body(db) }
    }
    try connection.close()
    return value
  }

  /// Reads the file as it is once its tables are up to date, which they are made in memory.
  package func readUpgraded<Value>(
    _ schema: Schema, _ body: (Transaction) throws -> Value
  ) throws -> Value {
    let file = try SQLiteConnection(plain: path, isReadOnly: true)
    let memory = try SQLiteConnection(plain: nil)
    try file.snapshot { source in
      try memory.access { try source.session.copy(to: $0.session) }
    }
    try SQLiteSchema(schema).migrate(memory)
    return try memory.snapshot(body)
  }

  /// Brings the file's tables up to a version.
  package func migrate(_ schema: Schema, upTo version: String) throws {
    let connection = try SQLiteConnection(plain: path)
    try SQLiteSchema(schema).migrate(connection, upTo: version)
    try connection.close()
  }

  /// Returns how far the file is with a schema.
  package func version(_ schema: Schema) throws -> Version {
    let connection = try SQLiteConnection(plain: path, isReadOnly: true)
    let schema = SQLiteSchema(schema)
    guard try schema.hasTables(connection) else { return .none }
    if try schema.isSuperseded(connection) { return .later }
    return try schema.isComplete(connection) ? .current : .earlier
  }

  /// Returns `true` if the file has none of a schema's tables; nothing is written beside it.
  package func lacksTables(_ schema: Schema) -> Bool {
    let name = path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    return check_sqlite_has_table("file:\(name)?immutable=1", schema.probe) == 0
  }

  /// Returns what is wrong with the file's pages and indexes; `nil` for nothing.
  package func fault() throws -> String? {
    let faults = try read { db in
      try db.rows("PRAGMA integrity_check(3)") { row -> String in row[0] }
    }
    return faults == ["ok"] ? nil : faults.first ?? "no answer"
  }

  /// Returns `true` if the file has rows that refer to none.
  package func hasLooseReferences() throws -> Bool {
    try read { try $0.exists("SELECT 1 FROM pragma_foreign_key_check") }
  }

  /// Fills the file, which is empty or not there, with what a connection sees at one moment, however
  /// long that takes; leaves no file beside it.
  ///
  /// - Throws: ``SQLError``, or `CancellationError` where it was interrupted.
  func fill(from reader: SQLiteConnection, isInterrupted: () -> Bool) throws {
    let copy = try SQLiteConnection(plain: path)
    try reader.snapshot { source in
      // From its first read on the transaction sees one moment; without it, each commit of others
      // would have the copy begin anew.
      _ = try source.exists("SELECT 1 FROM sqlite_master")
      try copy.access { target in
        try source.session.copy(
          to: target.session, pagesPerStep: Self.pagesPerStep, isInterrupted: isInterrupted)
      }
    }
    // Out of the mode that takes files beside it.
    try copy.access { try $0.script("PRAGMA journal_mode = DELETE") }
    try copy.close()
  }
}
