/// The one place that holds checks, queue and ledger, and the connections to it.
///
/// Writes go through ``write(_:)``: they share transactions, hold the write lock, and are answered
/// after they are synced. Reads see the last commit and wait for nobody.
package final class Store: Sendable {
  /// The files of a store.
  package struct Files: Sendable {
    let path: String
    let writeLock: String

    package init(path: String, writeLock: String) {
      self.path = path
      self.writeLock = writeLock
    }
  }

  private let files: Files
  private let writer: SQLiteConnection
  private let reader: SQLiteConnection
  private let commits: GroupCommit

  /// Opens the store and brings its tables up to date.
  ///
  /// - Parameters:
  ///   - files: Where it lies.
  ///   - schema: Its tables.
  ///   - creating: Makes what the file needs before it is opened; called while the write lock is held.
  ///   - refusingNew: Throws where a store without tables must not be begun.
  ///   - opened: Runs in the first transaction.
  /// - Throws: ``StoreError``, ``SQLError``, or what the closures throw.
  package init(
    _ files: Files, schema: Schema, creating: () throws -> Void = {},
    refusingNew: () throws -> Void = {}, opened: (Transaction) throws -> Void = { _ in }
  ) throws {
    self.files = files
    let lock = try WriteLock(path: files.writeLock)
    let schema = SQLiteSchema(schema)
    let writer = try lock.withLock { () throws -> SQLiteConnection in
      try creating()
      let writer = try SQLiteConnection(store: files.path, isReadOnly: false)
      if try !schema.hasTables(writer) { try refusingNew() }
      guard try !schema.isSuperseded(writer) else { throw StoreError.newer }
      try schema.migrate(writer)
      try writer.access { db in
        try db.session.inTransaction(begin: GroupCommit.begin) { try opened(db) }
      }
      return writer
    }
    self.writer = writer
    reader = try SQLiteConnection(store: files.path, isReadOnly: true)
    commits = GroupCommit(connection: writer, lock: lock)
  }

  /// Runs `body` in a transaction that others may share; answers when it is durable.
  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    try await commits.perform(body)
  }

  /// The same for a thread that may wait.
  package func writeAndWait<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) throws -> Value {
    try commits.performAndWait(body)
  }

  /// Reads what is committed, all of one moment.
  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    if Inline.isOn { return try readAndWait(body) }
    return try await reader.snapshot(body)
  }

  /// The same for a thread that may wait.
  package func readAndWait<Value>(_ body: (Transaction) throws -> Value) throws -> Value {
    try reader.snapshot(body)
  }

  /// Writes a copy of what is committed at one moment into a file that is empty or not there.
  ///
  /// - Throws: ``SQLError``, or `CancellationError` where it was interrupted.
  package func copy(to path: String, isInterrupted: () -> Bool) throws {
    try StoreFile(path).fill(from: reader, isInterrupted: isInterrupted)
  }

  /// The `synchronous` setting of each connection, for the proof that it is FULL (2).
  package func synchronousSettings() throws -> [Int] {
    try [writer, reader].map { connection in
      try connection.access { try $0.int("PRAGMA synchronous") }
    }
  }

  /// The longest wait for the write lock, in seconds: the next process to leave can do it as well.
  private static let patienceSeconds = 2

  /// Closes the connections, and empties the write-ahead log into the store's file where `mayEmpty`
  /// says so.
  ///
  /// A checkpoint that fails changes nothing that is committed, so that it is left to the next one.
  ///
  /// - Parameter mayEmpty: Asked while the write lock is held.
  package func close(_ mayEmpty: () -> Bool) {
    try? reader.close()
    // A descriptor of its own: the lock of the commits would let this through beside a commit.
    let lock = try? WriteLock(path: files.writeLock, patienceSeconds: Self.patienceSeconds)
    try? lock?.withLock {
      guard mayEmpty() else { return }
      try writer.emptyLog()
    }
    try? writer.close()
  }
}
