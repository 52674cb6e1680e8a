extension Judge {
  /// Everything that is wrong after a purge of all that is final.
  func purgeViolations() throws -> [String] {
    try store.read { db in
      try whole(db) + history(db) + ledger(db) + images(db) + purged(db) + unnamedFiles(db)
    } + leftOvers()
  }

  /// Each final check lost its pictures, once; and no other check did.
  private func purged(_ db: JudgedStore.Snapshot) throws -> [String] {
    try each(
      db,
      """
      SELECT c.id, c.state, count(h.id) FROM checks c
      LEFT JOIN history h ON h.check_id = c.id AND h.note LIKE 'pictures removed%'
      GROUP BY c.id
      HAVING count(h.id) <> (c.state IN ('rejected', 'cancelled', 'settled', 'returned'))
        OR (c.images_removed_at_ms IS NOT NULL) <> count(h.id)
      """
    ) { "check \($0[0] as Int) is \($0[1] as String), and lost its pictures \($0[2] as Int) times" }
      + each(db, "SELECT hash FROM images WHERE state = 'removing'") {
        "the image \($0[0] as String) is still to be removed"
      }
  }

  private func unnamedFiles(_ db: JudgedStore.Snapshot) throws -> [String] {
    let named = try namedImages(db)
    return try hashesOfFiles().keys.filter { !named.contains($0) }
      .map { "no check with pictures names the image \($0)" }
  }
}
