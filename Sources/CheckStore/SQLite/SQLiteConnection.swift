import Dispatch

/// A connection to one file: one access at a time, on a queue of its own.
///
/// Unchecked, since the session is used inside accesses alone, and those are one after the other.
final class SQLiteConnection: @unchecked Sendable {
  private let queue = DispatchQueue(label: "check-deposit.sqlite")
  private let session: SQLiteSession
  private let transaction: Transaction

  /// Opens a file of the store.
  ///
  /// - Throws: ``SQLError``, or ``StoreError/notDurable(setting:)``.
  init(store path: String, isReadOnly: Bool) throws {
    let handle = try SQLiteHandle(path, isReadOnly: isReadOnly, patience: 30)
    try handle.disableCheckpointOnClose()
    if !isReadOnly { try handle.script("PRAGMA journal_mode = WAL") }
    // What a savepoint may have to undo is kept in memory, not in a file made for each commit;
    // recovery after a crash does not depend on it. Without recursive triggers, a replaced row of an
    // append-only table is deleted past its triggers.
    try handle.script(
      """
      PRAGMA synchronous = FULL;
      PRAGMA temp_store = MEMORY;
      PRAGMA recursive_triggers = ON;
      """)
    session = SQLiteSession(handle)
    transaction = Transaction(session)
    guard try transaction.int("PRAGMA synchronous") == 2 else {
      throw StoreError.notDurable(setting: "other")
    }
    try refuseOtherFiles()
  }

  /// Opens any file as SQLite does by itself; in memory without one.
  init(plain path: String?, isReadOnly: Bool = false) throws {
    session = SQLiteSession(try SQLiteHandle(path, isReadOnly: isReadOnly, patience: 10))
    transaction = Transaction(session)
    try refuseOtherFiles()
  }

  /// Reads the file's first page, since SQLite opens what is no database as well.
  private func refuseOtherFiles() throws {
    _ = try transaction.exists("SELECT 1 FROM sqlite_master LIMIT 1")
  }

  /// Runs `body` with the connection's session, outside of any transaction.
  func access<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    try queue.sync { try body(transaction) }
  }

  /// Has all that `body` reads be of one moment.
  func snapshot<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    try queue.sync { try inSnapshot(body) }
  }

  /// The same, on the connection's own thread.
  func snapshot<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { [self] in continuation.resume(with: Result { try inSnapshot(body) }) }
    }
  }

  private func inSnapshot<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    try session.inTransaction(begin: "BEGIN DEFERRED TRANSACTION") { try body(transaction) }
  }

  /// Empties the write-ahead log into the file; a program that reads at this moment is not waited for.
  func emptyLog() throws { try queue.sync { try session.handle.emptyLog() } }

  /// Closes the connection; what is asked of it afterwards is refused.
  func close() throws { try queue.sync { try session.close() } }
}
