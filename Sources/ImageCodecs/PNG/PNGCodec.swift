import CheckImaging

/// Writes PNG files; they are read by ``ImageDecoder``.
public enum PNGCodec {
  /// How much time to spend on making the file small.
  public enum Effort: String, Codable, Sendable {
    /// No row filters and libdeflate's lowest level of compression.
    case fast
    /// libpng's own choice: smaller, several times slower.
    case standard
  }

  /// The most pixels along one side, which is the limit of libpng.
  public static let maxSide = 1_000_000

  /// Writes an 8-bit grey PNG.
  ///
  /// The same picture gives the same bytes with the same versions of libpng, zlib and libdeflate.
  public static func encode(
    _ image: GrayImage, effort: Effort = .standard
  ) throws(ImageCodecError) -> [UInt8] {
    try encode(image.width, image.height, image.pixels, isColor: false, effort)
  }

  /// Writes an 8-bit RGB PNG.
  ///
  /// The same picture gives the same bytes with the same versions of libpng, zlib and libdeflate.
  public static func encode(
    _ image: ColorImage, effort: Effort = .standard
  ) throws(ImageCodecError) -> [UInt8] {
    try encode(image.width, image.height, image.samples, isColor: true, effort)
  }

  static func decodeGray(_ bytes: [UInt8], info: ImageInfo) throws(ImageCodecError) -> GrayImage {
    let pixels =
      switch try samples(of: PNGChunks(of: bytes, info: info), info: info) {
      case .bytes(let grays, channels: 1): grays
      case .bytes(let samples, let channels): PNGGrays.of(samples, channels: channels)
      case .words(let samples, let channels): PNGGrays.of(samples, channels: channels)
      }
    return GrayImage(width: info.width, height: info.height, pixels: pixels)
  }

  private static func samples(
    of chunks: PNGChunks, info: ImageInfo
  ) throws(ImageCodecError) -> LibPNG.Samples {
    if let samples = FastPNG.decode(chunks, info: info) { return samples }
    return try LibPNG.decode(chunks.essential, info: info)
  }

  private static func encode(
    _ width: Int, _ height: Int, _ samples: [UInt8], isColor: Bool, _ effort: Effort
  ) throws(ImageCodecError) -> [UInt8] {
    guard max(width, height) <= maxSide else {
      throw .encodingFailed("\(width) x \(height) pixels; a PNG side has at most \(maxSide)")
    }
    switch effort {
    case .fast:
      return try FastPNG.encode(width: width, height: height, samples: samples, isColor: isColor)
    case .standard:
      return try LibPNG.encode(width: width, height: height, samples: samples, isColor: isColor)
    }
  }
}
