/// The statements of each message, with their values, as the store ran them.
struct Recording {
  struct Statement {
    var sql: String
    var values: [SQLValue]
  }

  struct Unreadable: Error {
    var sql: String
    var expanded: String
  }

  /// The statements, message by message.
  ///
  /// The savepoints around them and the transactions are left out: they are how the store shares
  /// a commit, and a baseline does without.
  private(set) var messages: [[Statement]] = []

  init(_ trace: [(sql: String, expanded: String)]) throws {
    var current: [Statement] = []
    // What comes before the first outcome, the first claim, goes with it.
    var operations = 0
    for (sql, expanded) in trace {
      // Statements of triggers are told of as comments.
      if sql.hasPrefix("--") { continue }
      switch sql.split(separator: " ").first {
      case "BEGIN", "COMMIT", "SAVEPOINT", "PRAGMA": continue
      case "RELEASE":
        operations += 1
        if operations > 1 {
          messages.append(current)
          current = []
        }
      default:
        guard let values = SQLValue.values(sql: sql, expanded: expanded) else {
          throw Unreadable(sql: sql, expanded: expanded)
        }
        current.append(Statement(sql: sql, values: values))
      }
    }
  }
}

/// A value that is bound to a statement.
enum SQLValue: Equatable {
  case null
  case integer(Int64)
  case text(String)

  /// The values of a statement, found by laying its text beside its text with the values in it.
  static func values(sql: String, expanded: String) -> [SQLValue]? {
    let pieces = sql.utf8.split(separator: UInt8(ascii: "?"), omittingEmptySubsequences: false)
    var rest = Array(expanded.utf8)[...]
    var values: [SQLValue] = []
    for (index, piece) in pieces.enumerated() {
      if index > 0 {
        guard let value = take(&rest) else { return nil }
        values.append(value)
      }
      guard rest.starts(with: piece) else { return nil }
      rest = rest.dropFirst(piece.count)
    }
    return rest.isEmpty ? values : nil
  }

  private static func take(_ rest: inout ArraySlice<UInt8>) -> SQLValue? {
    let quote = UInt8(ascii: "'")
    if rest.first == quote {
      rest.removeFirst()
      var text: [UInt8] = []
      while let byte = rest.popFirst() {
        if byte == quote {
          guard rest.first == quote else { return .text(String(decoding: text, as: UTF8.self)) }
          rest.removeFirst()
        }
        text.append(byte)
      }
      return nil
    }
    if rest.starts(with: "NULL".utf8) {
      rest = rest.dropFirst(4)
      return .null
    }
    let digits = rest.prefix { (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    rest = rest.dropFirst(digits.count)
    return Int64(String(decoding: digits, as: UTF8.self)).map(SQLValue.integer)
  }
}
