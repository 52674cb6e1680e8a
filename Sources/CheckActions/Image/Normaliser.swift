import CheckImaging
import ImageCodecs

/// Makes the picture that the reader reads: 8-bit grey, what is transparent shown on white.
///
/// A pure function of the submitted bytes, so that a lost cache can be filled again to the byte.
public enum Normaliser {
  /// Goes up whenever the same bytes would give another picture; part of every cache key.
  public static let version = 2

  /// Makes the normalised picture of a page of the submitted bytes; pages are counted from 0.
  ///
  /// - Throws: `ImageCodecError` when they are no picture, or larger than the limits.
  public static func normalise(
    _ bytes: [UInt8], page: Int = 0, limits: ImageLimits
  ) throws(ImageCodecError) -> GrayImage {
    try ImageDecoder.decodeGray(bytes, page: page, limits: limits)
  }
}

/// A normalised picture: its grey values and nothing else.
///
/// Every host makes the same one of the same original, which is its name together with
/// ``Normaliser/version``.
public struct NormalisedPicture: Codable, Sendable, Hashable {
  /// The place of the grey values; `nil` where only the picture is meant, as in the store.
  public var locator: ImageLocator?
  /// The number of columns, in pixels.
  public var width: Int
  /// The number of rows, in pixels.
  public var height: Int
  /// The 64-bit XXH3 of the grey values, in hexadecimal.
  public var checksum: String

  /// Names a picture that was written before.
  public init(locator: ImageLocator? = nil, width: Int, height: Int, checksum: String) {
    self.locator = locator
    self.width = width
    self.height = height
    self.checksum = checksum
  }

  /// Writes a picture to a file that does not exist yet.
  ///
  /// - Throws: ``ActionFailure/unwritable(file:reason:)``.
  public init(writing picture: GrayImage, to file: String) throws(ActionFailure) {
    do {
      try LocalFile.create(file, bytes: picture.pixels, sync: false)
    } catch {
      throw .unwritable(file: file, reason: error.description)
    }
    self.init(
      locator: .file(path: file), width: picture.width, height: picture.height,
      checksum: PixelChecksum.of(picture.pixels))
  }

  /// Returns the picture; `nil` where it is gone or is not what was written.
  public func load() -> GrayImage? {
    let (count, overflow) = width.multipliedReportingOverflow(by: height)
    guard width > 0, height > 0, !overflow, let locator,
      let pixels = try? LocalFile.read(locator.path, limit: count, followLinks: false),
      pixels.count == count, PixelChecksum.of(pixels) == checksum
    else { return nil }
    return GrayImage(width: width, height: height, pixels: pixels)
  }
}
