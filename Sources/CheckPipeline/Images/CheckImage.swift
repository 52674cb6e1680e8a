import CheckActions
import CheckStore

/// A picture that was made of one side of a check and lies in the image store.
public struct CheckImage: Sendable, Hashable {
  /// The side of the check.
  public var side: CheckSide
  /// What the picture is for.
  public var kind: ArchiveImage.Kind
  /// The image.
  public var reference: ImageReference
  /// The number of its bytes.
  public var bytes: Int
  /// The number of columns, in pixels.
  public var width: Int
  /// The number of rows, in pixels.
  public var height: Int
  /// Pixels to the inch; only of what goes to the bank.
  public var dpi: Int?
}

extension CheckImage {
  /// Keeps what was made of a check, in the place of what was made of the same side for the same end
  /// before; its files are in the image store already.
  ///
  /// The file of a picture whose place was taken stays there, since another check may name it.
  static func write(_ db: Transaction, check: CheckID, _ archive: [ArchiveImage]) throws {
    for image in archive {
      try db.run(
        """
        INSERT INTO check_images (check_id, side, kind, hash, bytes, width, height, dpi)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (check_id, side, kind) DO UPDATE SET hash = excluded.hash,
          bytes = excluded.bytes, width = excluded.width, height = excluded.height,
          dpi = excluded.dpi
        """,
        [
          check, image.side.rawValue, image.kind.rawValue, image.reference.hash.description,
          image.bytes,
          image.width, image.height, image.dpi,
        ])
    }
  }

  /// The pictures of a check: the front first, the largest first.
  static func all(_ db: Transaction, check: CheckID, in images: ImageStore) throws -> [CheckImage] {
    try db.rows(
      """
      SELECT side, kind, hash, bytes, width, height, dpi FROM check_images
      WHERE check_id = ? ORDER BY side DESC, width DESC, kind
      """, [check]
    ) { row in
      let (side, kind): (String, String) = (row[0], row[1])
      return CheckImage(
        side: try StoreError.decoded(CheckSide(rawValue: side), "side", side),
        kind: try StoreError.decoded(ArchiveImage.Kind(rawValue: kind), "kind", kind),
        reference: images.reference(ImageHash(trusted: row[2])), bytes: row[3], width: row[4],
        height: row[5], dpi: row[6])
    }
  }
}
