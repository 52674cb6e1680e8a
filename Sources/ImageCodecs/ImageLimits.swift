/// How large a picture may be; every limit is checked before memory for it is taken.
public struct ImageLimits: Codable, Sendable, Hashable {
  /// The most bytes a file may have.
  public var maxBytes: Int
  /// The most pixels a picture may have, width times height.
  public var maxPixels: Int
  /// The most pixels along one side.
  public var maxSide: Int

  /// Makes limits; the defaults take a check scanned at 1200 dpi in colour.
  public init(
    maxBytes: Int = 32 << 20, maxPixels: Int = 50_000_000, maxSide: Int = 20_000
  ) {
    self.maxBytes = maxBytes
    self.maxPixels = maxPixels
    self.maxSide = maxSide
  }

  /// 32 MiB, 50 million pixels, 20,000 pixels a side.
  public static let standard = ImageLimits()
}

extension ImageLimits {
  func check(byteCount: Int) throws(ImageCodecError) {
    guard byteCount <= maxBytes else {
      throw .tooManyBytes(byteCount, limit: maxBytes)
    }
  }

  func check(width: Int, height: Int) throws(ImageCodecError) {
    guard width > 0 && height > 0 else {
      throw .corrupt("the header says \(width) x \(height) pixels")
    }
    let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
    guard max(width, height) <= maxSide, !overflow, pixels <= maxPixels else {
      throw .tooLarge(width: width, height: height, limits: self)
    }
  }
}
