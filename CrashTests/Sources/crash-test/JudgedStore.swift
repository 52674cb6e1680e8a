import GRDB

/// A store as an independent judge sees it: the file itself, by no code of the pipeline.
///
/// GRDB stays in this file, so that what is judged is said in SQL and plain values.
struct JudgedStore {
  private let queue: DatabaseQueue

  /// Opens the store in a file, to look at it or to get in its way.
  init(file: String, readonly: Bool) throws {
    var configuration = Configuration()
    configuration.readonly = readonly
    // The program under test may be at work in it.
    configuration.busyMode = .timeout(10)
    queue = try DatabaseQueue(path: file, configuration: configuration)
  }

  /// Closes the store before its time, which is when nobody holds it any more.
  func close() throws { try queue.close() }

  /// Returns what `body` finds; all that it reads is of one moment.
  func read<Value>(_ body: (Snapshot) throws -> Value) throws -> Value {
    try queue.read { try body(Snapshot(database: $0)) }
  }

  /// Holds SQLite's write lock while `body` runs, and changes nothing.
  func holdWriteLock(_ body: () -> Void) throws {
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN IMMEDIATE")
      body()
      try database.execute(sql: "ROLLBACK")
    }
  }

  /// Writes the log back and empties it; returns whether nobody was in the way.
  func checkpoint() throws -> Bool {
    try queue.writeWithoutTransaction {
      try Int.fetchOne($0, sql: "PRAGMA wal_checkpoint(TRUNCATE)") == 0
    }
  }

  /// Whether an error is of the database, such as that a file is damaged or a table is missing.
  static func hasThrown(_ error: any Error) -> Bool { error is DatabaseError }
}

extension JudgedStore {
  /// The content of a store at one moment; not to be used after the read that gave it.
  struct Snapshot {
    fileprivate let database: Database

    /// Returns the number in the first row, or `nil` where there is none.
    func int(_ query: String) throws -> Int? { try Int.fetchOne(database, sql: query) }

    /// Returns the text in the first row, or `nil` where there is none; `arguments` are bound to the
    /// question marks of the query.
    func string(_ query: String, _ arguments: Int?...) throws -> String? {
      try String.fetchOne(database, sql: query, arguments: StatementArguments(arguments))
    }

    /// Returns the texts in the first column.
    func strings(_ query: String) throws -> Set<String> {
      try String.fetchSet(database, sql: query)
    }

    /// Returns what `decode` makes of each row.
    func rows<Value>(_ query: String, _ decode: (Row) throws -> Value) throws -> [Value] {
      try GRDB.Row.fetchAll(database, sql: query).map { try decode(Row(row: $0)) }
    }

    /// Whether there is a table of that name.
    func hasTable(_ name: String) throws -> Bool { try database.tableExists(name) }

    /// Returns every row of every table but the one of that name, as text.
    func dump(without name: String) throws -> [String] {
      try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> ?",
        arguments: [name]
      ).flatMap { table in
        try GRDB.Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }
      }
    }
  }

  /// A row that a query found; a column that is not of the type asked for ends the program.
  struct Row {
    fileprivate let row: GRDB.Row

    subscript(column: Int) -> Int { row[column] }
    subscript(column: Int) -> String { row[column] }
    subscript(column: Int) -> String? { row[column] }
  }
}
