import CheckActions
import CheckStore

/// The rows that say which images exist.
///
/// An image is `stored`, `removing` once a purge has found that nothing names it, and `removed` once
/// its file is gone. Put again, it is `stored` under the next revision. A row is never deleted, so
/// that whoever put the file before it was removed is refused when naming it.
enum ImageRows {
  /// Returns the revision that the image is to be stored for; `nil` while it is being removed.
  static func revision(_ db: Transaction, toStore hash: ImageHash) throws -> Int? {
    let revision: Int?? = try db.first(
      """
      SELECT CASE state WHEN 'stored' THEN revision WHEN 'removed' THEN revision + 1 END
      FROM images WHERE hash = ?
      """, [hash.description]
    ) { $0[0] }
    return revision ?? 0
  }

  /// Writes that images are stored, and keeps purges from them until the transaction ends: to be
  /// run before the rows that name them.
  ///
  /// - Returns: An image that was removed since it was put; `nil` if all of them are there.
  static func name(_ db: Transaction, _ images: [StoredImage]) throws -> ImageHash? {
    // In the order of their names, so that two who name the same ones do not wait for each other.
    let images = Set(images).sorted { $0.hash.description < $1.hash.description }
    guard !images.isEmpty else { return nil }
    var values: Values = []
    for image in images {
      values += [image.hash.description, image.bytes, image.revision]
    }
    let rows = images.map { _ in "(?, ?, 'stored', ?)" }.joined(separator: ", ")
    let named = try db.run(
      """
      INSERT INTO images (hash, bytes, state, revision) VALUES \(rows)
      ON CONFLICT (hash) DO UPDATE
        SET state = 'stored', bytes = excluded.bytes, revision = excluded.revision
        WHERE (images.state = 'stored' AND images.revision = excluded.revision)
          OR (images.state = 'removed' AND images.revision + 1 = excluded.revision)
      """, values)
    guard named < images.count else { return nil }
    return try images.first { image in
      try !db.exists(
        "SELECT 1 FROM images WHERE hash = ? AND state = 'stored' AND revision = ?",
        [image.hash.description, image.revision])
    }?.hash
  }

  /// Marks images as being removed, but for those that a check with images names.
  static func beginRemoval(_ db: Transaction, _ images: Set<ImageHash>) throws {
    for hash in images.map(\.description).sorted() {
      // Locks the row; a file that came back after its removal is removed under the next revision.
      let marked = try db.run(
        """
        INSERT INTO images (hash, state) VALUES (?, 'removing')
        ON CONFLICT (hash) DO UPDATE SET state = 'removing',
          revision = images.revision + CASE images.state WHEN 'removed' THEN 1 ELSE 0 END
          WHERE images.state <> 'removing'
        """, [hash])
      guard marked > 0 else { continue }
      // Asked once the row is locked: whoever names the image was before, or comes after.
      try db.run(
        "UPDATE images SET state = 'stored' WHERE hash = ?1 AND (\(Retention.names("?1")))", [hash])
    }
  }

  /// Returns images that are being removed.
  static func removing(_ db: Transaction, limit: Int) throws -> [ImageHash] {
    try db.rows(
      "SELECT hash FROM images WHERE state = 'removing' ORDER BY hash LIMIT ?", [limit]
    ) { ImageHash(trusted: $0[0]) }
  }

  /// Writes that the files of images are gone.
  static func endRemoval(_ db: Transaction, _ images: [ImageHash]) throws {
    for hash in images {
      try db.run(
        "UPDATE images SET state = 'removed' WHERE hash = ? AND state = 'removing'",
        [hash.description])
    }
  }
}
