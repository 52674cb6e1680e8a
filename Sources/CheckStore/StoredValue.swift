/// A value as a database keeps it.
package enum SQLValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
}

/// A type that can be bound to a statement and read from a row.
package protocol StoredValue: Sendable {
  /// The value as it is bound.
  var stored: SQLValue { get }

  /// Reads a column of a row.
  static func read(_ row: Row, _ column: Int) -> Self
}

extension Int: StoredValue {
  package var stored: SQLValue { .integer(Int64(self)) }
  package static func read(_ row: Row, _ column: Int) -> Int { Int(row.integer(column)) }
}

extension Int64: StoredValue {
  package var stored: SQLValue { .integer(self) }
  package static func read(_ row: Row, _ column: Int) -> Int64 { row.integer(column) }
}

extension Int32: StoredValue {
  package var stored: SQLValue { .integer(Int64(self)) }
  package static func read(_ row: Row, _ column: Int) -> Int32 {
    Int32(truncatingIfNeeded: row.integer(column))
  }
}

extension Bool: StoredValue {
  package var stored: SQLValue { .integer(self ? 1 : 0) }
  package static func read(_ row: Row, _ column: Int) -> Bool { row.integer(column) != 0 }
}

extension String: StoredValue {
  package var stored: SQLValue { .text(self) }
  package static func read(_ row: Row, _ column: Int) -> String { row.text(column) }
}

extension Optional: StoredValue where Wrapped: StoredValue {
  package var stored: SQLValue { self?.stored ?? .null }
  package static func read(_ row: Row, _ column: Int) -> Wrapped? {
    row.isNull(column) ? nil : Wrapped.read(row, column)
  }
}

/// The values of a statement's question marks, in their order.
package struct Values: Sendable, ExpressibleByArrayLiteral {
  private(set) var list: [(any StoredValue)?]

  package init(arrayLiteral values: (any StoredValue)?...) { list = values }

  /// The values of a list whose length varies.
  package init(_ values: some Sequence<some StoredValue>) { list = values.map { $0 } }

  package static func + (one: Values, other: Values) -> Values {
    var sum = one
    sum.list += other.list
    return sum
  }

  package static func += (one: inout Values, other: Values) { one.list += other.list }
}
