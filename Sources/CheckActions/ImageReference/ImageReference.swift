/// The name of an image, and where its bytes are.
///
/// The hash names the same bytes on every host. The locator is for the reader of this one message,
/// and is not stored.
public struct ImageReference: Sendable, Hashable, Codable {
  /// The SHA-256 of the bytes.
  public var hash: ImageHash
  /// The place from which the reader gets the bytes.
  public var locator: ImageLocator

  /// Makes a reference from its parts.
  public init(hash: ImageHash, locator: ImageLocator) {
    self.hash = hash
    self.locator = locator
  }
}

/// The place of an image's bytes.
public enum ImageLocator: Sendable, Hashable, Codable {
  /// A file on the reader's host.
  case file(path: String)
}

extension ImageLocator {
  /// The path of the file.
  package var path: String {
    switch self {
    case .file(let path): path
    }
  }
}
