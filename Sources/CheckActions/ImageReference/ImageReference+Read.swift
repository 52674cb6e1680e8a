import ImageCodecs

extension ImageReference {
  /// Reads the image, and compares its bytes with the hash.
  ///
  /// ```swift
  /// let front = try await pipeline.details(check).front.read()
  /// ```
  ///
  /// - Parameter limit: The most bytes to read.
  /// - Throws: ``ImageReadError``.
  public func read(
    limit: Int = ImageLimits.standard.maxBytes
  ) throws(ImageReadError) -> [UInt8] {
    try read(limit: limit, followLinks: true)
  }

  package func read(limit: Int, followLinks: Bool) throws(ImageReadError) -> [UInt8] {
    let bytes: [UInt8]
    do {
      bytes = try LocalFile.read(locator.path, limit: limit, followLinks: followLinks)
    } catch .tooLarge(let bytes, let limit) {
      throw .tooLarge(self, bytes: bytes, limit: limit)
    } catch {
      throw .unreadable(self, reason: error.description)
    }
    guard ImageHash(of: bytes) == hash else { throw .damaged(self) }
    return bytes
  }
}

/// The reason why an image could not be read.
public enum ImageReadError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The bytes are not there, or may not be read.
  case unreadable(ImageReference, reason: String)
  /// The image has more bytes than the limit.
  case tooLarge(ImageReference, bytes: Int, limit: Int)
  /// The bytes have another hash.
  case damaged(ImageReference)

  /// The image, what happened to it, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let image, let reason):
      "cannot read image \(image.locator.path): \(reason); restore it from a backup if it is gone"
    case .tooLarge(let image, let bytes, let limit):
      "image \(image.locator.path) has \(bytes) bytes, and the limit is \(limit): raise the limit"
    case .damaged(let image):
      "\(image.locator.path) is damaged (its SHA-256 is not \(image.hash)): restore it from a backup"
    }
  }
}
