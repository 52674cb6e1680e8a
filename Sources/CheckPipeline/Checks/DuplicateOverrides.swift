import CheckStore

/// The rows of credits that a person gave though the same item is credited already, a row for each
/// check that was named.
enum DuplicateOverrides {
  /// Writes the checks that a person named when crediting one.
  ///
  /// - Parameter event: The line of the check's history that credits it.
  static func write(
    _ db: Transaction, check: CheckID, twins: [CheckID], event: Int64
  ) throws {
    for twin in twins {
      try db.run(
        "INSERT INTO duplicate_overrides (check_id, twin_id, event_id) VALUES (?, ?, ?)",
        [check, twin, event])
    }
  }

  /// Returns the checks that were named when one was credited, and those for which it was named.
  static func twins(_ db: Transaction, of check: CheckID) throws -> [Twin] {
    try db.rows(
      """
      SELECT c.id, c.amount_cents, c.state FROM checks c WHERE c.id IN (
        SELECT twin_id FROM duplicate_overrides WHERE check_id = ?1
        UNION SELECT check_id FROM duplicate_overrides WHERE twin_id = ?1)
      """, [check], Twin.init(row:))
  }

  /// Returns the items that are credited more than once without an override, each as the numbers
  /// of its credited checks.
  ///
  /// Two checks are the same item by their image or by their line, as it stands or as it stood before
  /// a person changed it.
  static func missing(_ db: Transaction) throws -> [[CheckID]] {
    let pairs = try db.rows(
      """
      WITH keyed AS (
        SELECT k.kind, k.key FROM item_keys k JOIN checks c ON c.id = k.check_id
        WHERE k.kind IN ('line', 'item') AND c.state IN (\(credited))
        GROUP BY k.kind, k.key HAVING count(*) > 1
      ),
      pairs AS (
        SELECT a.check_id AS one, b.check_id AS other FROM keyed
        JOIN item_keys a ON a.kind = keyed.kind AND a.key = keyed.key
        JOIN item_keys b ON b.kind = keyed.kind AND b.key = keyed.key AND b.check_id > a.check_id
        UNION
        SELECT a.id, b.id FROM checks a JOIN checks b ON b.front_hash = a.front_hash AND b.id > a.id
        WHERE a.state IN (\(credited))
        UNION
        SELECT CASE WHEN a.id < b.id THEN a.id ELSE b.id END,
          CASE WHEN a.id < b.id THEN b.id ELSE a.id END
        FROM checks a JOIN checks b ON b.front_hash = a.back_hash AND b.id <> a.id
        WHERE a.state IN (\(credited))
      )
      SELECT p.one, p.other FROM pairs p
      JOIN checks a ON a.id = p.one JOIN checks b ON b.id = p.other
      WHERE a.state IN (\(credited)) AND b.state IN (\(credited)) AND NOT EXISTS (
        SELECT 1 FROM duplicate_overrides o
        WHERE (o.check_id = p.one AND o.twin_id = p.other)
          OR (o.check_id = p.other AND o.twin_id = p.one))
      ORDER BY 1, 2
      """
    ) { row -> (CheckID, CheckID) in (row[0], row[1]) }
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
