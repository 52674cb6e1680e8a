import GRDB

extension Database {
  /// Runs one statement, prepared once for each connection.
  func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// Runs `body` in a transaction, whose statements are prepared once, unlike the wrapper's own:
  /// many a read takes less time than to prepare them.
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

  /// Has all that `body` reads be of one moment.
  func inSnapshot<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try inTransaction(begin: "BEGIN DEFERRED TRANSACTION") { try body(self) }
  }

  func firstRow(
    _ sql: String, _ arguments: StatementArguments = StatementArguments()
  ) throws -> Row? {
    try Row.fetchOne(try cachedStatement(sql: sql), arguments: arguments)
  }

  /// Decodes the first row where SQLite has it, without a copy.
  func first<Value>(
    _ sql: String, _ arguments: StatementArguments, _ decode: (Row) throws -> Value
  ) throws -> Value? {
    let cursor = try Row.fetchCursor(try cachedStatement(sql: sql), arguments: arguments)
    // The row is SQLite's own, and gone with the cursor.
    return try withExtendedLifetime(cursor) { try cursor.next().map(decode) }
  }

  func rows(
    _ sql: String, _ arguments: StatementArguments = StatementArguments()
  ) throws -> [Row] {
    try Row.fetchAll(try cachedStatement(sql: sql), arguments: arguments)
  }

  func int(
    _ sql: String, _ arguments: StatementArguments = StatementArguments()
  ) throws -> Int {
    try Int.fetchOne(try cachedStatement(sql: sql), arguments: arguments) ?? 0
  }

  func exists(
    _ sql: String, _ arguments: StatementArguments = StatementArguments()
  ) throws -> Bool {
    try Row.fetchCursor(try cachedStatement(sql: sql), arguments: arguments).next() != nil
  }
}
