import CheckStore

/// Many rows in one statement, in few sizes: each text is prepared once for a connection and kept.
enum RowSets {
  /// The most rows of a statement.
  static let most = 256

  /// Question marks, as many as there are values in `IN (…)`.
  static func marks(_ count: Int) -> String {
    repeatElement("?", count: count).joined(separator: ", ")
  }

  /// Lists for `IN (…)`, the last one filled up to a power of two with a value that it has.
  static func lists(_ values: [Int64]) -> [(marks: String, values: Values)] {
    stride(from: 0, to: values.count, by: most).map { start in
      let list = values[start..<min(start + most, values.count)]
      var size = 1
      while size < list.count { size *= 2 }
      let filling = repeatElement(list[start], count: size - list.count)
      return (marks(size), Values(Array(list) + filling))
    }
  }
}

extension Array {
  /// Pieces for statements that insert rows: as many as one takes, and the rest in powers of two.
  var rowSets: [ArraySlice<Element>] {
    var sets: [ArraySlice<Element>] = []
    var (rest, size) = (self[...], RowSets.most)
    while !rest.isEmpty {
      while size > rest.count { size /= 2 }
      sets.append(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    return sets
  }
}
