import GRDB

/// The rows of credits that a person gave though the same item is credited already, a row for each
/// check that was named.
enum DuplicateOverrides {
  /// Writes the checks that a person named when crediting one.
  ///
  /// - Parameter event: The line of the check's history that credits it.
  static func write(
    _ db: Database, check: CheckID, twins: [CheckID], event: Int64
  ) throws {
    for twin in twins {
      try db.run(
        "INSERT INTO duplicate_overrides (check_id, twin_id, event_id) VALUES (?, ?, ?)",
        [check, twin, event])
    }
  }

  /// Returns the items that are credited more than once without an override, each as the numbers
  /// of its credited checks.
  ///
  /// Two checks are the same item by their front image, or by the identity of their line, as it
  /// stands or as it was read.
  static func missing(_ db: Database) throws -> [[CheckID]] {
    let pairs = try db.rows(
      """
      WITH keys AS (
        SELECT id, 'front ' || front_hash AS item FROM checks WHERE state IN (\(credited))
        UNION
        SELECT id, 'line ' || identity FROM checks
          WHERE state IN (\(credited)) AND identity IS NOT NULL
        UNION
        SELECT id, 'line ' || read_identity FROM checks
          WHERE state IN (\(credited)) AND read_identity IS NOT NULL
      )
      SELECT DISTINCT a.id, b.id FROM keys a JOIN keys b ON a.item = b.item AND a.id < b.id
      WHERE NOT EXISTS (
        SELECT 1 FROM duplicate_overrides o
        WHERE (o.check_id = a.id AND o.twin_id = b.id) OR (o.check_id = b.id AND o.twin_id = a.id))
      ORDER BY a.id, b.id
      """
    ).map { row -> (CheckID, CheckID) in (row[0], row[1]) }
    return grouped(pairs)
  }

  /// Joins pairs that share a check.
  private static func grouped(_ pairs: [(CheckID, CheckID)]) -> [[CheckID]] {
    var groups: [Set<CheckID>] = []
    for (one, other) in pairs {
      let touched = groups.filter { $0.contains(one) || $0.contains(other) }
      groups.removeAll { $0.contains(one) || $0.contains(other) }
      groups.append(touched.reduce([one, other]) { $0.union($1) })
    }
    return groups.map { $0.sorted() }.sorted { $0[0] < $1[0] }
  }

  private static let credited = CheckState.list(\.isCredited)
}
