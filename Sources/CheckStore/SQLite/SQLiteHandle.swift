import CSQLiteExtras

/// An open database of SQLite's, and what is asked of it as a whole.
///
/// It belongs to one connection's queue, and is used there alone.
final class SQLiteHandle {
  /// `nil` once it is closed.
  private var open: OpaquePointer?

  /// Opens a file; one in memory without a path.
  ///
  /// - Parameters:
  ///   - path: The file; made where it is not there, unless it is to be read only.
  ///   - isReadOnly: Refuses every change.
  ///   - patience: The longest wait for what others hold, in seconds.
  /// - Throws: ``SQLError``.
  init(_ path: String?, isReadOnly: Bool, patience: Int32) throws {
    // Its queue lets one thread in at a time, so that SQLite needs no lock of its own.
    let access = isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    let code = sqlite3_open_v2(path ?? ":memory:", &open, access | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let open else {
      throw SQLError(code: code, message: String(cString: sqlite3_errstr(code)), statement: nil)
    }
    sqlite3_busy_timeout(open, patience * 1000)
    try check(sqlite3_extended_result_codes(open, 1))
    try check(check_sqlite_refuse_double_quoted_text(open))
    try script("PRAGMA foreign_keys = ON")
  }

  /// Statements that are still there keep it until they are gone.
  deinit { sqlite3_close_v2(open) }

  /// The database; for the files of this folder alone.
  var pointer: OpaquePointer {
    get throws {
      if let open { return open }
      throw SQLError(
        kind: .other, code: Int(SQLITE_MISUSE), message: "the connection is closed", statement: nil)
    }
  }

  /// The number of rows that the last statement inserted, changed or deleted.
  var changes: Int { open.map { Int(sqlite3_changes($0)) } ?? 0 }

  /// `false` outside of a transaction, and once SQLite has rolled one back by itself.
  var isInsideTransaction: Bool { open.map { sqlite3_get_autocommit($0) == 0 } ?? false }

  /// Runs statements that take no values and whose rows nobody asks for.
  func script(_ sql: String) throws {
    try check(sqlite3_exec(pointer, sql, nil, nil, nil), running: sql)
  }

  /// Leaves out the checkpoint of the last connection that closes.
  func disableCheckpointOnClose() throws {
    try check(check_sqlite_disable_checkpoint_on_close(pointer))
  }

  /// Empties the write-ahead log into the file; waits for nobody.
  func emptyLog() throws {
    try script("PRAGMA busy_timeout = 0")
    try check(sqlite3_wal_checkpoint_v2(pointer, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil))
  }

  /// Closes it, which is refused while a statement is there.
  func close() throws {
    guard open != nil else { return }
    try check(sqlite3_close(open))
    open = nil
  }

  /// - Throws: ``SQLError`` with the database's words, unless the code says that all is well.
  func check(_ code: Int32, running statement: String? = nil) throws {
    guard code != SQLITE_OK else { return }
    throw SQLError(code: code, message: String(cString: sqlite3_errmsg(open)), statement: statement)
  }

  /// Copies it into another one; all of one moment where a transaction has read before.
  ///
  /// - Parameter isInterrupted: Asked between steps.
  /// - Throws: `CancellationError` where it was interrupted, or ``SQLError``.
  func copy(to other: SQLiteHandle, pagesPerStep: Int32, isInterrupted: () -> Bool) throws {
    guard let copy = sqlite3_backup_init(try other.pointer, "main", try pointer, "main") else {
      try other.check(sqlite3_errcode(other.pointer))
      return
    }
    var code = SQLITE_OK
    while code == SQLITE_OK {
      code = sqlite3_backup_step(copy, pagesPerStep)
      guard code == SQLITE_OK, isInterrupted() else { continue }
      sqlite3_backup_finish(copy)
      throw CancellationError()
    }
    // What went wrong in a step is told again at the end, but for one that had to wait.
    let end = sqlite3_backup_finish(copy)
    try other.check(end)
    guard code != SQLITE_DONE else { return }
    throw SQLError(code: code, message: String(cString: sqlite3_errstr(code)), statement: nil)
  }

  /// Asks `hook` before each commit, with `context`.
  func setCommitHook(
    _ hook: @convention(c) (UnsafeMutableRawPointer?) -> Int32, _ context: UnsafeMutableRawPointer
  ) throws {
    sqlite3_commit_hook(try pointer, hook, context)
  }

  /// Asks `receive` about each statement that begins, with `context`.
  func setTrace(
    _ receive:
      @convention(c) (
        UInt32, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?
      ) -> Int32,
    _ context: UnsafeMutableRawPointer
  ) throws {
    try check(sqlite3_trace_v2(pointer, UInt32(SQLITE_TRACE_STMT), receive, context))
  }
}
