import CheckImaging

/// Writes JPEG files; they are read by ``ImageDecoder``.
public enum JPEGCodec {
  /// Writes a grey JPEG.
  ///
  /// The quality goes from 1 (smallest) to 100 (best); scans of checks look right from 75.
  public static func encode(
    _ image: GrayImage, quality: Int = 90
  ) throws(ImageCodecError) -> [UInt8] {
    try check(image.width, image.height, quality)
    return try TurboJPEG.encode(
      width: image.width, height: image.height, samples: image.pixels, isColor: false,
      quality: quality)
  }

  /// Writes a colour JPEG with its colour at half resolution (4:2:0).
  ///
  /// The quality goes from 1 (smallest) to 100 (best); scans of checks look right from 75.
  public static func encode(
    _ image: ColorImage, quality: Int = 90
  ) throws(ImageCodecError) -> [UInt8] {
    try check(image.width, image.height, quality)
    return try TurboJPEG.encode(
      width: image.width, height: image.height, samples: image.samples, isColor: true,
      quality: quality)
  }

  static func decodeGray(_ bytes: [UInt8]) throws(ImageCodecError) -> GrayImage {
    let frame = try JPEGMarkers.frame(of: bytes)
    let info = frame.stored
    try JPEGMarkers.checkScans(of: bytes)
    let samples = try TurboJPEG.decode(bytes, info: info)
    let isCMYK = samples.count > info.width * info.height
    return GrayImage(
      width: info.width, height: info.height, pixels: isCMYK ? grays(ofCMYK: samples) : samples
    ).oriented(frame.orientation)
  }

  /// CMYK as JPEG files have it, after Adobe: 255 is no ink.
  private static func grays(ofCMYK samples: [UInt8]) -> [UInt8] {
    (0..<samples.count / 4).map { pixel in
      let first = 4 * pixel
      return Luma.ofInks(
        255 - samples[first], 255 - samples[first + 1], 255 - samples[first + 2],
        255 - samples[first + 3])
    }
  }

  private static func check(
    _ width: Int, _ height: Int, _ quality: Int
  ) throws(ImageCodecError) {
    guard (1...100).contains(quality) else {
      throw .encodingFailed("JPEG quality \(quality); give 1 to 100")
    }
    guard max(width, height) <= TurboJPEG.maxSide else {
      throw .encodingFailed(
        "\(width) x \(height) pixels; a JPEG side has at most \(TurboJPEG.maxSide)")
    }
  }
}
