/// A row that a statement is at; it is gone when the statement goes on.
///
/// A column is read by its place, as the type that is asked for: `let name: String = row[2]`. What may
/// be NULL is read as an optional; a NULL that is read as anything else makes the statement throw
/// ``SQLError`` once its row is decoded.
package struct Row {
  let statement: SQLiteStatement

  package subscript<Value: StoredValue>(_ column: Int) -> Value { Value.read(self, column) }

  package func isNull(_ column: Int) -> Bool { statement.isNull(column) }

  func integer(_ column: Int) -> Int64 { statement.integer(column) }
  func text(_ column: Int) -> String { statement.text(column) }

  /// Every value of the row, for those who show rows of any kind.
  package var values: [SQLValue] { statement.values }
}
