import CheckImaging

/// Turns the bytes of a picture file into pixels.
///
/// The bytes may come from anyone: whatever they are, the outcome is a picture or an
/// ``ImageCodecError``, and no more memory is taken than the ``ImageLimits`` allow for.
///
/// ```swift
/// let info = try ImageDecoder.inspect(bytes)
/// let gray = try ImageDecoder.decodeGray(bytes)
/// ```
public enum ImageDecoder {
  /// Tells the format by the first bytes; `nil` when it is none of those that can be read.
  public static func format(of bytes: [UInt8]) -> ImageFormat? {
    ImageFormat.allCases.first { $0.signatures.contains { bytes.starts(with: $0) } }
  }

  /// Reads the header only, and checks the limits.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - page: The page, counted from 0; only a TIFF has more than one.
  ///   - limits: How large the picture may be.
  public static func inspect(
    _ bytes: [UInt8], page: Int = 0, limits: ImageLimits = .standard
  ) throws(ImageCodecError) -> ImageInfo {
    try limits.check(byteCount: bytes.count)
    let info =
      switch format(of: bytes) {
      case .png: try PNGHeader(bytes).info
      case .jpeg: try JPEGMarkers.frame(of: bytes).info
      case .tiff: try TIFFPages.page(page, of: bytes).info
      case nil: throw ImageCodecError.notAnImage
      }
    guard (0..<info.pages).contains(page) else { throw .noSuchPage(page, pages: info.pages) }
    try limits.check(width: info.width, height: info.height)
    return info
  }

  /// Decodes to 8-bit grey.
  ///
  /// 8-bit grey samples are kept as they are. Colour becomes its luma (ITU-R BT.601, as in JPEG),
  /// 16 bits are rounded to 8, and what is transparent lies on white. Colour profiles and gamma
  /// are ignored, so that a PNG and a JPEG of one scan give the same greys. The picture is turned
  /// as its TIFF tag or Exif block asks for.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - page: The page, counted from 0; only a TIFF has more than one.
  ///   - limits: How large the picture may be.
  public static func decodeGray(
    _ bytes: [UInt8], page: Int = 0, limits: ImageLimits = .standard
  ) throws(ImageCodecError) -> GrayImage {
    let info = try inspect(bytes, page: page, limits: limits)
    switch info.format {
    case .png: return try PNGCodec.decodeGray(bytes, info: info)
    case .jpeg: return try JPEGCodec.decodeGray(bytes)
    case .tiff: return try TIFFCodec.decodeGray(bytes, page: TIFFPages.page(page, of: bytes))
    }
  }
}
