import CheckActions
import Foundation
import CheckStore

/// The rows by which pictures of final checks are removed.
///
/// In two transactions: one says in the rows that the pictures are gone and remembers which files
/// those are, the next removes the files that no other check names. A process that dies between
/// them leaves files that the next one removes, and never a row that names a file which is not
/// there.
///
/// Whoever puts a picture into the store looks, in the transaction that names it, whether it is
/// still there (``StoredImage``). All write transactions exclude each other, so that a file is
/// either named before it would be removed, and stays, or found missing, and put again.
enum Retention {
  /// What is final unless something comes from outside.
  private static let final: Set<CheckState> = [.rejected, .cancelled, .settled, .returned]
  private static let isDue = """
    images_removed_at_ms IS NULL AND state IN (\(CheckState.list(final.contains)))
    AND changed_at_ms < ?
    """

  /// Final checks that have not changed since, with pictures; the ones that changed first.
  static func due(
    _ db: Transaction, changedBefore milliseconds: Int64, limit: Int
  ) throws -> [CheckRecord] {
    try db.rows(
      """
      SELECT \(CheckRecord.columns) FROM checks WHERE \(isDue)
      ORDER BY changed_at_ms, id LIMIT ?
      """, [milliseconds, limit], CheckRecord.init(row:))
  }

  /// How many there are.
  static func countDue(_ db: Transaction, changedBefore milliseconds: Int64) throws -> Int {
    try db.int("SELECT count(*) FROM checks WHERE \(isDue)", [milliseconds])
  }

  /// Says of a check that its pictures are removed, and remembers which files may go.
  static func release(
    _ db: Transaction, _ check: CheckRecord, by actor: String, note: String, at milliseconds: Int64
  ) throws {
    try db.run(
      "UPDATE checks SET images_removed_at_ms = ? WHERE id = ?", [milliseconds, check.id])
    try Checks.writeHistory(
      db, check: check.id, from: check.state, to: check.state, actor: actor, note: note,
      at: milliseconds)
    try queue(db, images(db, of: check))
  }

  /// Remembers pictures that may go where no check names them.
  static func queue(_ db: Transaction, _ images: some Sequence<ImageHash>) throws {
    for hash in images {
      try db.run(
        "INSERT INTO images_to_remove (hash) VALUES (?) ON CONFLICT DO NOTHING", [hash.description])
    }
  }

  /// The pictures that a check's rows name: as submitted, as made for archive and bank, and a rear
  /// side that a letter made.
  private static func images(_ db: Transaction, of check: CheckRecord) throws -> Set<ImageHash> {
    let made = try db.rows(
      """
      SELECT hash FROM check_images WHERE check_id = ?1
      UNION SELECT json_extract(entry, '$.rear') FROM letter_items WHERE check_id = ?1
      UNION SELECT json_extract(entry, '$.front') FROM letter_items WHERE check_id = ?1
      """, [check.id]
    ) { ImageHash(trusted: $0[0]) }
    return Set(made + [check.frontHash, check.backHash].compactMap { $0 })
  }

  /// The next pictures that may go, and those of them that no check with pictures names.
  static func removable(
    _ db: Transaction, limit: Int
  ) throws -> (all: [ImageHash], unnamed: [ImageHash]) {
    let all = try db.rows("SELECT hash FROM images_to_remove ORDER BY hash LIMIT ?", [limit]) {
      ImageHash(trusted: $0[0])
    }
    return (all, try all.filter { try !isNamed(db, $0) })
  }

  /// Forgets pictures that were removed, or that another check names.
  static func forget(_ db: Transaction, _ images: [ImageHash]) throws {
    for hash in images {
      try db.run("DELETE FROM images_to_remove WHERE hash = ?", [hash.description])
    }
  }

  /// The pictures that checks with pictures name, each once: those of which ``isNamed(_:_:)`` holds.
  static func named(_ db: Transaction) throws -> [ImageHash] {
    try db.rows(
      """
      WITH kept AS (
        SELECT id, front_hash, back_hash FROM checks WHERE images_removed_at_ms IS NULL)
      SELECT front_hash FROM kept
      UNION SELECT back_hash FROM kept WHERE back_hash IS NOT NULL
      UNION SELECT i.hash FROM check_images i JOIN kept ON kept.id = i.check_id
      UNION SELECT json_extract(l.entry, '$.rear') FROM letter_items l
        JOIN kept ON kept.id = l.check_id WHERE json_extract(l.entry, '$.rear') IS NOT NULL
      """
    ) { ImageHash(trusted: $0[0]) }
  }

  /// The front sides in letters: a letter's file is made again of them, where they are still there.
  static func namedByLetters(_ db: Transaction) throws -> [ImageHash] {
    try db.rows(
      """
      SELECT DISTINCT json_extract(l.entry, '$.front') FROM letter_items l
      JOIN checks c ON c.id = l.check_id
      WHERE c.images_removed_at_ms IS NULL AND json_extract(l.entry, '$.front') IS NOT NULL
      """
    ) { ImageHash(trusted: $0[0]) }
  }

  /// Whether a check with pictures names one.
  static func isNamed(_ db: Transaction, _ hash: ImageHash) throws -> Bool {
    try db.exists(
      """
      SELECT 1 WHERE
        EXISTS (SELECT 1 FROM checks WHERE front_hash = ?1 AND images_removed_at_ms IS NULL)
        OR EXISTS (SELECT 1 FROM checks WHERE back_hash = ?1 AND images_removed_at_ms IS NULL)
        OR EXISTS (SELECT 1 FROM check_images i JOIN checks c ON c.id = i.check_id
          WHERE i.hash = ?1 AND c.images_removed_at_ms IS NULL)
        OR EXISTS (SELECT 1 FROM letter_items l JOIN checks c ON c.id = l.check_id
          WHERE json_extract(l.entry, '$.rear') = ?1 AND c.images_removed_at_ms IS NULL)
      """, [hash.description])
  }
}
