import CheckActions

@testable import CheckPipeline

/// The steps of an image's row, one at a time.
extension Pipeline {
  /// Names images, as the transaction that writes a check does.
  func name(_ images: [StoredImage]) async throws -> ImageHash? {
    try await parts.store.write { try ImageRows.name($0, images) }
  }

  /// Marks an image as a purge does that is killed before it removes the file.
  func beginRemoval(_ hash: ImageHash) async throws {
    try await parts.store.write { try ImageRows.beginRemoval($0, [hash]) }
  }

  /// Removes an image that no check names.
  func remove(_ hash: ImageHash) async throws {
    try await beginRemoval(hash)
    try await parts.images.finishRemoval { try ImageRows.removing($0, limit: 10) }
  }

  /// An image's state and revision, as in `stored 0`.
  func row(_ hash: ImageHash) async throws -> String? {
    try await value(
      "SELECT state || ' ' || revision FROM images WHERE hash = ?", [hash.description])
  }
}
