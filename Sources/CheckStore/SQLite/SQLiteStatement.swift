import CSQLiteExtras

/// A prepared statement: the one place that binds, steps and reads columns.
final class SQLiteStatement {
  let sql: String
  /// Whether it is being run: the same text inside of its own rows needs another one.
  private(set) var isRunning = false
  private let pointer: OpaquePointer
  /// A column that was read as what it cannot be, since it is NULL.
  private var misread: Int?

  /// Prepares the first statement of a text.
  ///
  /// - Throws: ``SQLError``.
  init(_ handle: SQLiteHandle, _ sql: String) throws {
    var prepared: OpaquePointer?
    // Persistent, since a session keeps its statements.
    let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
    try handle.check(
      sqlite3_prepare_v3(handle.pointer, sql, -1, flags, &prepared, nil), running: sql)
    guard let prepared else {
      throw SQLError(
        kind: .other, code: Int(SQLITE_MISUSE), message: "there is no statement", statement: sql)
    }
    self.sql = sql
    pointer = prepared
  }

  deinit { sqlite3_finalize(pointer) }

  func begin(_ values: [(any StoredValue)?]) throws {
    isRunning = true
    guard Int(sqlite3_bind_parameter_count(pointer)) == values.count else {
      throw SQLError(
        kind: .other, code: Int(SQLITE_MISUSE), message: "\(values.count) values do not fit",
        statement: sql)
    }
    for index in values.indices {
      let place = Int32(index + 1)
      let code =
        switch values[index]?.stored ?? .null {
        case .null: sqlite3_bind_null(pointer, place)
        case .integer(let number): sqlite3_bind_int64(pointer, place, number)
        case .real(let number): sqlite3_bind_double(pointer, place, number)
        case .text(let text): bind(text, at: place)
        }
      if code != SQLITE_OK { throw refusal(code) }
    }
  }

  private func bind(_ text: String, at place: Int32) -> Int32 {
    var text = text
    // SQLite copies it before the call returns: SQLITE_TRANSIENT, a macro that is not imported.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    return text.withUTF8 { bytes in
      guard let start = bytes.baseAddress else {
        return sqlite3_bind_text(pointer, place, "", 0, transient)
      }
      return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
        sqlite3_bind_text(pointer, place, $0, Int32(bytes.count), transient)
      }
    }
  }

  /// Goes on to the next row; `false` at the end.
  func step() throws -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw refusal(code)
    }
  }

  func end() {
    sqlite3_reset(pointer)
    isRunning = false
  }

  /// Decodes the row that it is at.
  ///
  /// - Throws: What `decode` throws, or ``SQLError`` where it read NULL as anything else.
  func decoded<Value>(_ decode: (Row) throws -> Value) throws -> Value {
    misread = nil
    let value = try decode(Row(statement: self))
    guard let misread else { return value }
    throw SQLError(
      kind: .other, code: Int(SQLITE_MISMATCH), message: "column \(misread) is NULL",
      statement: sql)
  }

  func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(pointer, Int32(column)) == SQLITE_NULL
  }

  func integer(_ column: Int) -> Int64 {
    noteMisread(column)
    return sqlite3_column_int64(pointer, Int32(column))
  }

  func text(_ column: Int) -> String {
    guard let start = sqlite3_column_text(pointer, Int32(column)) else {
      misread = column
      return ""
    }
    let count = Int(sqlite3_column_bytes(pointer, Int32(column)))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  private func noteMisread(_ column: Int) {
    if isNull(column) { misread = column }
  }

  var values: [SQLValue] {
    (0..<Int(sqlite3_column_count(pointer))).map { column in
      switch sqlite3_column_type(pointer, Int32(column)) {
      case SQLITE_NULL: .null
      case SQLITE_INTEGER: .integer(integer(column))
      case SQLITE_FLOAT: .real(sqlite3_column_double(pointer, Int32(column)))
      default: .text(text(column))
      }
    }
  }

  private func refusal(_ code: Int32) -> SQLError {
    SQLError(
      code: code, message: String(cString: sqlite3_errmsg(sqlite3_db_handle(pointer))),
      statement: sql)
  }
}

extension SQLError {
  init(code: Int32, message: String, statement: String?) {
    // The low byte is the primary code.
    let primary = code & 0xff
    let kind: Kind =
      switch primary {
      case SQLITE_CONSTRAINT: .constraint
      case SQLITE_BUSY, SQLITE_LOCKED: .busy
      case SQLITE_FULL, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY: .disk
      case SQLITE_CORRUPT, SQLITE_NOTADB: .damaged
      default: .other
      }
    self.init(kind: kind, code: Int(primary), message: message, statement: statement)
  }

  static let constraintCode = Int(SQLITE_CONSTRAINT)
}
