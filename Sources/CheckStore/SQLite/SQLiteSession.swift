/// A connection's prepared statements, and the beginnings and ends of its transactions.
final class SQLiteSession {
  let handle: SQLiteHandle
  private var statements: [String: SQLiteStatement] = [:]
  private var trace: StatementTrace?

  init(_ handle: SQLiteHandle) { self.handle = handle }

  /// The number of rows that the last statement inserted, changed or deleted.
  var changes: Int { handle.changes }

  /// `false` once SQLite has rolled a transaction back by itself.
  var isInsideTransaction: Bool { handle.isInsideTransaction }

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
    let statement = try SQLiteStatement(handle, sql)
    if known == nil { statements[sql] = statement }
    return statement
  }

  func script(_ sql: String) throws { try handle.script(sql) }

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
  /// - Throws: `CancellationError` where it was interrupted, or ``SQLError``.
  func copy(
    to other: SQLiteSession, pagesPerStep: Int32 = -1, isInterrupted: () -> Bool = { false }
  ) throws {
    try handle.copy(
      to: other.handle, pagesPerStep: pagesPerStep, isInterrupted: isInterrupted)
  }

  /// Lets go of the statements, without which a connection does not close, and closes it.
  func close() throws {
    statements = [:]
    try handle.close()
  }

  func trace(_ trace: StatementTrace) throws {
    try trace.install(in: handle)
    self.trace = trace
  }
}
