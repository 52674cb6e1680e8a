import GRDB
import GRDBSQLite

/// A connection's prepared statements, and the beginnings and ends of its transactions.
final class SQLiteSession {
  private let db: Database
  private var statements: [String: SQLiteStatement] = [:]

  init(_ db: Database) { self.db = db }

  /// The number of rows that the last statement inserted, changed or deleted.
  var changes: Int { Int(sqlite3_changes(db.sqliteConnection)) }

  /// `false` once SQLite has rolled a transaction back by itself.
  var isInsideTransaction: Bool { db.isInsideTransaction }

  /// Runs a statement with its values in `body`, and makes it ready for the next time.
  func with<Value>(
    _ sql: String, _ values: Values, _ body: (SQLiteStatement) throws -> Value
  ) throws -> Value {
    let statement = try statement(sql)
    defer { statement.end() }
    try statement.begin(values.list)
    return try body(statement)
  }

  private func statement(_ sql: String) throws -> SQLiteStatement {
    let known = statements[sql]
    if let known, !known.isRunning { return known }
    do {
      let statement = try SQLiteStatement(db, sql)
      if known == nil { statements[sql] = statement }
      return statement
    } catch {
      throw SQLError.from(error)
    }
  }

  func script(_ sql: String) throws {
    do {
      try db.execute(sql: sql)
    } catch {
      throw SQLError.from(error)
    }
  }

  /// Runs `body` between the statement that begins a transaction and its commit.
  func inTransaction<Value>(begin: String, _ body: () throws -> Value) throws -> Value {
    try run(begin)
    do {
      let value = try body()
      try run("COMMIT TRANSACTION")
      return value
    } catch {
      if isInsideTransaction { try? run("ROLLBACK TRANSACTION") }
      throw error
    }
  }

  /// Runs `body` so that what it changed is undone where it throws, and nothing else with it.
  func underSavepoint<Value>(_ body: () throws -> Value) throws -> Value {
    try run("SAVEPOINT operation")
    do {
      let value = try body()
      try run("RELEASE operation")
      return value
    } catch {
      if isInsideTransaction {
        try run("ROLLBACK TO operation")
        try run("RELEASE operation")
      }
      throw error
    }
  }

  private func run(_ sql: String) throws {
    try with(sql, []) { _ = try $0.step() }
  }

  /// Copies the file into another connection's; all of one moment where a transaction has read before.
  ///
  /// - Parameter isInterrupted: Asked between steps.
  /// - Throws: `CancellationError` where it was interrupted, or what the wrapper throws.
  func copy(
    to other: SQLiteSession, pagesPerStep: Int32 = -1, isInterrupted: () -> Bool = { false }
  ) throws {
    try withoutActuallyEscaping(isInterrupted) { isInterrupted in
      try db.backup(to: other.db, pagesPerStep: pagesPerStep) { _ in
        if isInterrupted() { throw CancellationError() }
      }
    }
  }

  /// Lets go of the statements, without which a connection does not close.
  func close() { statements = [:] }

  func setCommitHook(
    _ hook: @convention(c) (UnsafeMutableRawPointer?) -> Int32, _ context: UnsafeMutableRawPointer
  ) {
    sqlite3_commit_hook(db.sqliteConnection, hook, context)
  }

  /// Tells of every statement that runs from now on: its text, and its text with the values in it.
  func trace(_ receive: @escaping @Sendable (_ sql: String, _ expanded: String) -> Void) {
    db.trace { event in
      if case .statement(let statement) = event { receive(statement.sql, statement.expandedSQL) }
    }
  }
}

extension Transaction {
  /// Tells of every statement that the connection runs from now on, for measurements.
  package func trace(
    _ receive: @escaping @Sendable (_ sql: String, _ expanded: String) -> Void
  ) {
    session.trace(receive)
  }
}
