import CheckActions
import Foundation
import CheckStore

/// The rows by which images of final checks are removed.
///
/// A transaction writes of the checks that their images are removed, and marks the images that no
/// other check names (``ImageRows``). After it the files are unlinked, and then the images' rows say
/// so. A process that dies in between leaves marks, which the next one finishes, and never a row that
/// names a file which is not there.
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

  /// Writes of checks that their images are removed, and marks those that no other check names.
  ///
  /// - Parameter note: The words for a check's history.
  /// - Returns: The number of checks; one that has changed since it was read is left as it is.
  @discardableResult
  static func release(
    _ db: Transaction, _ checks: [CheckRecord], by actor: String, at milliseconds: Int64,
    note: (CheckRecord) -> String
  ) throws -> Int {
    var released = 0
    var named: Set<ImageHash> = []
    for check in checks {
      let changed = try db.run(
        """
        UPDATE checks SET images_removed_at_ms = ?
        WHERE id = ? AND state = ? AND changed_at_ms = ? AND images_removed_at_ms IS NULL
        """, [milliseconds, check.id, check.state.rawValue, check.changedAt.milliseconds])
      guard changed > 0 else { continue }
      released += 1
      try Checks.writeHistory(
        db, check: check.id, from: check.state, to: check.state, actor: actor, note: note(check),
        at: milliseconds)
      named.formUnion(try images(db, of: check))
    }
    // After all checks, so that none of them holds an image that another one names.
    try ImageRows.beginRemoval(db, named)
    return released
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

  /// The pictures that checks with pictures name, each once, but for the fronts in letters
  /// (``namedByLetters(_:)``): earlier versions removed those in whose place another came.
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

  /// Returns `true` if a check with images names one, or a letter with that check.
  static func isNamed(_ db: Transaction, _ hash: ImageHash) throws -> Bool {
    try db.exists("SELECT 1 WHERE \(names("?1"))", [hash.description])
  }

  /// The condition that a check with images names the one with this hash.
  static func names(_ hash: String) -> String {
    let isKept = "images_removed_at_ms IS NULL"
    return """
      EXISTS (SELECT 1 FROM checks WHERE front_hash = \(hash) AND \(isKept))
      OR EXISTS (SELECT 1 FROM checks WHERE back_hash = \(hash) AND \(isKept))
      OR EXISTS (SELECT 1 FROM check_images i JOIN checks c ON c.id = i.check_id
        WHERE i.hash = \(hash) AND \(isKept))
      OR EXISTS (SELECT 1 FROM letter_items l JOIN checks c ON c.id = l.check_id
        WHERE json_extract(l.entry, '$.rear') = \(hash) AND \(isKept))
      OR EXISTS (SELECT 1 FROM letter_items l JOIN checks c ON c.id = l.check_id
        WHERE json_extract(l.entry, '$.front') = \(hash) AND \(isKept))
      """
  }
}
