import CSQLiteExtras

/// Hears of every statement that a connection runs.
final class StatementTrace {
  private let receive: @Sendable (_ sql: String, _ expanded: String) -> Void

  init(_ receive: @escaping @Sendable (_ sql: String, _ expanded: String) -> Void) {
    self.receive = receive
  }

  /// The caller keeps the trace for as long as the database is open.
  func install(in handle: SQLiteHandle) throws {
    try handle.setTrace(
      { _, context, statement, _ in
        guard let context, let statement else { return 0 }
        let trace = Unmanaged<StatementTrace>.fromOpaque(context).takeUnretainedValue()
        trace.hear(OpaquePointer(statement))
        return 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func hear(_ statement: OpaquePointer) {
    let expanded = sqlite3_expanded_sql(statement)
    defer { sqlite3_free(expanded) }
    guard let sql = sqlite3_sql(statement) else { return }
    receive(String(cString: sql), expanded.map { String(cString: $0) } ?? String(cString: sql))
  }
}

extension Transaction {
  /// Tells of every statement that the connection runs from now on, for measurements.
  package func trace(
    _ receive: @escaping @Sendable (_ sql: String, _ expanded: String) -> Void
  ) throws {
    try session.trace(StatementTrace(receive))
  }
}
