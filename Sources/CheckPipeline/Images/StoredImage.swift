import CheckActions

/// An image whose file was made durable, before the row that says so is written.
///
/// A purge may remove the file until ``ImageRows/name(_:_:)`` has written the row.
struct StoredImage: Sendable, Hashable {
  let hash: ImageHash
  /// The number of bytes of the file.
  let bytes: Int
  /// The revision of its row that the file was stored for.
  let revision: Int
}
