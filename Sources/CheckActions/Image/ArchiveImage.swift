/// A picture that is made of one side of a check for the archive or the bank.
public struct ArchiveImage: Codable, Sendable, Hashable {
  /// What the picture is for.
  public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
    /// A grey PNG of half the size.
    case half
    /// A grey PNG of a quarter of the size.
    case quarter
    /// The black and white Group 4 TIFF that goes to the bank (X9.100-181).
    case bitonal
  }

  /// The side of the check.
  public var side: CheckSide
  /// What the picture is for.
  public var kind: Kind
  /// The image, in the scratch folder of the container that made it.
  public var reference: ImageReference
  /// The number of bytes of the file.
  public var bytes: Int
  /// The number of columns, in pixels.
  public var width: Int
  /// The number of rows, in pixels.
  public var height: Int
  /// Pixels to the inch; only of what goes to the bank.
  public var dpi: Int?

  /// Describes a picture that was written.
  public init(
    side: CheckSide, kind: Kind, reference: ImageReference, bytes: Int, width: Int, height: Int,
    dpi: Int? = nil
  ) {
    self.side = side
    self.kind = kind
    self.reference = reference
    self.bytes = bytes
    self.width = width
    self.height = height
    self.dpi = dpi
  }

  /// Reads the file, or gives `nil` when it is gone or is not what was written.
  package func load() -> [UInt8]? {
    guard let content = try? reference.read(limit: bytes, followLinks: false),
      content.count == bytes
    else { return nil }
    return content
  }
}
