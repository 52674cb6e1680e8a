import CheckStore

extension CheckRecord {
  /// The checks with these numbers.
  static func fetch(_ db: Transaction, ids: [CheckID]) throws -> [CheckID: CheckRecord] {
    var checks: [CheckID: CheckRecord] = [:]
    for list in RowSets.lists(ids) {
      try db.forEach("SELECT \(columns) FROM checks WHERE id IN (\(list.marks))", list.values) {
        let check = try CheckRecord(row: $0)
        checks[check.id] = check
      }
    }
    return checks
  }
}
