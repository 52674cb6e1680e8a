import Hashing

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
  /// The file, in the scratch folder of the container that made it.
  public var file: String
  /// The number of bytes of the file.
  public var bytes: Int
  /// The SHA-256 of the file's bytes, in hexadecimal.
  public var checksum: String
  /// The number of columns, in pixels.
  public var width: Int
  /// The number of rows, in pixels.
  public var height: Int
  /// Pixels to the inch; only of what goes to the bank.
  public var dpi: Int?

  /// Describes a picture that was written.
  public init(
    side: CheckSide, kind: Kind, file: String, bytes: Int, checksum: String, width: Int,
    height: Int, dpi: Int? = nil
  ) {
    self.side = side
    self.kind = kind
    self.file = file
    self.bytes = bytes
    self.checksum = checksum
    self.width = width
    self.height = height
    self.dpi = dpi
  }

  /// Reads the file, or gives `nil` when it is gone or is not what was written.
  package func load() -> [UInt8]? {
    guard let content = try? LocalFile.read(file, limit: bytes, followLinks: false),
      content.count == bytes,
      SHA256.hash(content).hexadecimal == checksum
    else { return nil }
    return content
  }
}
