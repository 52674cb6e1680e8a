import GRDB

extension Database {
  /// Runs one statement, prepared once for each connection.
  func run(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
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
