import CSQLite

/// SQLite by its C interface: one connection, each statement prepared once, WAL, `synchronous=FULL`.
final class RawSQLite {
  struct Failure: Error {
    var message: String
  }

  static let version = String(cString: sqlite3_libversion())

  private let connection: OpaquePointer
  private var statements: [OpaquePointer] = []

  /// Runs a recording with so many messages to a transaction, and gives the time it took.
  static func replay(_ recording: Recording, on file: String, batch: Int) throws -> Duration {
    let database = try RawSQLite(file)
    // Prepared before the clock starts, so that what is measured is the running of statements.
    let begin = try database.prepare("BEGIN IMMEDIATE")
    let commit = try database.prepare("COMMIT")
    var known: [String: Int] = [:]
    var messages: [[(statement: Int, values: [SQLValue])]] = []
    for message in recording.messages {
      messages.append(
        try message.map { step in
          let statement = try known[step.sql] ?? database.prepare(step.sql)
          known[step.sql] = statement
          return (statement, step.values)
        })
    }
    let start = ContinuousClock.now
    var first = 0
    while first < messages.count {
      let end = min(first + batch, messages.count)
      try database.run(begin, [])
      for message in messages[first..<end] {
        for step in message { try database.run(step.statement, step.values) }
      }
      try database.run(commit, [])
      first = end
    }
    return start.duration(to: .now)
  }

  private init(_ file: String) throws {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(file, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      sqlite3_close(opened)
      throw Failure(message: "cannot open \(file)")
    }
    connection = opened
    for pragma in ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"] {
      try check(sqlite3_exec(connection, "PRAGMA \(pragma)", nil, nil, nil))
    }
  }

  deinit {
    for statement in statements { sqlite3_finalize(statement) }
    sqlite3_close(connection)
  }

  private func prepare(_ sql: String) throws -> Int {
    var statement: OpaquePointer?
    let flags = UInt32(SQLITE_PREPARE_PERSISTENT)
    try check(sqlite3_prepare_v3(connection, sql, -1, flags, &statement, nil))
    guard let statement else { throw Failure(message: "nothing to run in \(sql)") }
    statements.append(statement)
    return statements.count - 1
  }

  /// Runs a statement to its end, reading every column of every row.
  private func run(_ index: Int, _ values: [SQLValue]) throws {
    let statement = statements[index]
    for (offset, value) in values.enumerated() { try bind(statement, Int32(offset + 1), value) }
    var code = sqlite3_step(statement)
    while code == SQLITE_ROW {
      for column in 0..<sqlite3_column_count(statement) {
        _ = sqlite3_column_text(statement, column)
      }
      code = sqlite3_step(statement)
    }
    guard code == SQLITE_DONE else {
      throw Failure(message: String(cString: sqlite3_errmsg(connection)))
    }
    sqlite3_reset(statement)
  }

  private func bind(_ statement: OpaquePointer, _ index: Int32, _ value: SQLValue) throws {
    // SQLite is to copy the text before the call returns (SQLITE_TRANSIENT, a macro that is not
    // imported).
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    let code =
      switch value {
      case .null: sqlite3_bind_null(statement, index)
      case .integer(let number): sqlite3_bind_int64(statement, index, number)
      case .text(let text):
        sqlite3_bind_text(statement, index, text, Int32(text.utf8.count), transient)
      }
    try check(code)
  }

  private func check(_ code: Int32) throws {
    guard code == SQLITE_OK else {
      throw Failure(message: String(cString: sqlite3_errmsg(connection)))
    }
  }
}
