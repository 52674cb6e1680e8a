import CSQLiteExtras
import GRDB

/// A connection to one file: one access at a time, on a queue of its own.
///
/// Unchecked, since the session is made, used and dropped inside accesses alone.
final class SQLiteConnection: @unchecked Sendable {
  private let queue: DatabaseQueue
  private var transaction: Transaction?

  /// Opens a file of the store.
  ///
  /// - Throws: ``SQLError``, or ``StoreError/notDurable(setting:)``.
  init(store path: String, isReadOnly: Bool) throws {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(30)
    configuration.prepareDatabase { db in
      check_sqlite_disable_checkpoint_on_close(db.sqliteConnection)
      // Set by hand: the wrapper's own WAL mode lowers synchronous to NORMAL.
      if !isReadOnly { try db.execute(sql: "PRAGMA journal_mode = WAL") }
      try db.execute(sql: "PRAGMA synchronous = FULL")
      // What a savepoint may have to undo is kept in memory, not in a file made for each commit;
      // recovery after a crash does not depend on it.
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      // Without it, a replaced row of an append-only table is deleted past its triggers.
      try db.execute(sql: "PRAGMA recursive_triggers = ON")
      guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
        throw StoreError.notDurable(setting: "other")
      }
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
    } catch {
      throw SQLError.from(error)
    }
  }

  /// Opens any file as SQLite does by itself; in memory without one.
  init(plain path: String?, isReadOnly: Bool = false) throws {
    var configuration = Configuration()
    configuration.readonly = isReadOnly
    configuration.busyMode = .timeout(10)
    do {
      queue =
        if let path {
          try DatabaseQueue(path: path, configuration: configuration)
        } else {
          try DatabaseQueue(configuration: configuration)
        }
    } catch {
      throw SQLError.from(error)
    }
  }

  /// Runs `body` with the connection's session, outside of any transaction.
  func access<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    try mapped { try queue.writeWithoutTransaction { try body(transaction(of: $0)) } }
  }

  /// Has all that `body` reads be of one moment.
  func snapshot<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    try mapped { try queue.unsafeRead { try inSnapshot($0, body) } }
  }

  /// The same, on the connection's own thread.
  func snapshot<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    do {
      return try await queue.unsafeRead { [self] in try inSnapshot($0, body) }
    } catch {
      throw SQLError.from(error)
    }
  }

  private func inSnapshot<Value>(
    _ db: Database, _ body: (Transaction) throws -> Value
  ) throws -> Value {
    let transaction = transaction(of: db)
    return try transaction.session.inTransaction(begin: "BEGIN DEFERRED TRANSACTION") {
      try body(transaction)
    }
  }

  private func transaction(of db: Database) -> Transaction {
    if let transaction { return transaction }
    let made = Transaction(SQLiteSession(db))
    transaction = made
    return made
  }

  /// Runs `body` with the wrapper's own queue, for what only that can do.
  func wrapped<Value>(_ body: (DatabaseQueue) throws -> Value) throws -> Value {
    try mapped { try body(queue) }
  }

  func close() throws {
    try mapped {
      queue.writeWithoutTransaction { _ in
        transaction?.session.close()
        transaction = nil
      }
      try queue.close()
    }
  }

  private func mapped<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch {
      throw SQLError.from(error)
    }
  }
}
