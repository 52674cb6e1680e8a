import CheckImaging

/// Writes PNG files; they are read by ``ImageDecoder``.
public enum PNGCodec {
  /// How much time to spend on making the file small.
  public enum Effort: String, Codable, Sendable {
    /// No row filters and a low level of compression.
    case fast
    /// libpng's own choice: smaller, several times slower.
    case standard
  }

  /// The most pixels along one side, which is the limit of libpng.
  public static let maxSide = 1_000_000

  /// Writes an 8-bit grey PNG.
  ///
  /// The same picture gives the same bytes with the same version of libpng and zlib.
  public static func encode(
    _ image: GrayImage, effort: Effort = .standard
  ) throws(ImageCodecError) -> [UInt8] {
    try check(image.width, image.height)
    return try LibPNG.encode(
      width: image.width, height: image.height, samples: image.pixels, isColor: false,
      fast: effort == .fast)
  }

  /// Writes an 8-bit RGB PNG.
  ///
  /// The same picture gives the same bytes with the same version of libpng and zlib.
  public static func encode(
    _ image: ColorImage, effort: Effort = .standard
  ) throws(ImageCodecError) -> [UInt8] {
    try check(image.width, image.height)
    return try LibPNG.encode(
      width: image.width, height: image.height, samples: image.samples, isColor: true,
      fast: effort == .fast)
  }

  static func decodeGray(_ bytes: [UInt8], info: ImageInfo) throws(ImageCodecError) -> GrayImage {
    let essential = try PNGChunks.essential(of: bytes, info: info)
    let pixels =
      switch try LibPNG.decode(essential, info: info) {
      case .bytes(let grays, channels: 1): grays
      case .bytes(let samples, let channels): PNGGrays.of(samples, channels: channels)
      case .words(let samples, let channels): PNGGrays.of(samples, channels: channels)
      }
    return GrayImage(width: info.width, height: info.height, pixels: pixels)
  }

  private static func check(_ width: Int, _ height: Int) throws(ImageCodecError) {
    guard max(width, height) <= maxSide else {
      throw .encodingFailed("\(width) x \(height) pixels; a PNG side has at most \(maxSide)")
    }
  }
}
