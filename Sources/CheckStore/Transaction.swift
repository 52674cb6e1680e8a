/// A transaction, or a snapshot, in which statements run one after the other.
///
/// ```swift
/// let id: Int64? = try db.returning(
///   "INSERT INTO history (check_id, note) VALUES (?, ?) RETURNING id", [check, note]) { $0[0] }
/// let notes = try db.rows("SELECT note FROM history WHERE check_id = ?", [check]) { row -> String in
///   row[0]
/// }
/// ```
///
/// It belongs to the closure that it is handed to. Statements are prepared once for each connection.
/// Rows are decoded while the statement is at them, so that none is copied.
package final class Transaction {
  let session: SQLiteSession

  init(_ session: SQLiteSession) { self.session = session }

  /// Runs a statement.
  ///
  /// - Returns: The number of rows that it inserted, changed or deleted.
  /// - Throws: ``SQLError``.
  @discardableResult
  package func run(_ sql: String, _ values: Values = []) throws -> Int {
    try session.with(sql, values) { statement in
      while try statement.step() {}
    }
    return session.changes
  }

  /// Runs a statement that says what it wrote (`RETURNING`), and decodes the first of those rows.
  ///
  /// - Returns: The decoded row; `nil` where none was written.
  package func returning<Value>(
    _ sql: String, _ values: Values = [], _ decode: (Row) throws -> Value
  ) throws -> Value? {
    try session.with(sql, values) { statement in
      guard try statement.step() else { return nil }
      let value = try statement.decoded(decode)
      // Nothing is left undone, whatever the engine does at the last step.
      while try statement.step() {}
      return value
    }
  }

  /// Decodes each row of a query.
  package func rows<Value>(
    _ sql: String, _ values: Values = [], _ decode: (Row) throws -> Value
  ) throws -> [Value] {
    var decoded: [Value] = []
    try forEach(sql, values) { decoded.append(try decode($0)) }
    return decoded
  }

  /// Hands each row of a query to `body`, and keeps none.
  package func forEach(
    _ sql: String, _ values: Values = [], _ body: (Row) throws -> Void
  ) throws {
    try session.with(sql, values) { statement in
      while try statement.step() { try statement.decoded(body) }
    }
  }

  /// Decodes the first row of a query; `nil` where there is none.
  package func first<Value>(
    _ sql: String, _ values: Values = [], _ decode: (Row) throws -> Value
  ) throws -> Value? {
    try session.with(sql, values) { statement in
      try statement.step() ? try statement.decoded(decode) : nil
    }
  }

  /// Returns the number in the first column of the first row; 0 where there is none, or it is NULL.
  package func int(_ sql: String, _ values: Values = []) throws -> Int {
    let number: Int?? = try first(sql, values) { $0[0] }
    return (number ?? nil) ?? 0
  }

  /// Returns `true` if a query has a row.
  package func exists(_ sql: String, _ values: Values = []) throws -> Bool {
    try session.with(sql, values) { try $0.step() }
  }

  /// Runs several statements that take no values, separated by semicolons: for schemas.
  package func script(_ sql: String) throws { try session.script(sql) }
}
