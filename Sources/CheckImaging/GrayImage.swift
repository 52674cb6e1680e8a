/// An 8-bit grey picture: 0 is black, 255 is white.
///
/// Rows run from the top, pixels from the left, without padding: pixel (x, y) is
/// `pixels[y * width + x]`.
public struct GrayImage: Sendable, Hashable {
  /// The number of columns, in pixels; at least 1.
  public let width: Int

  /// The number of rows, in pixels; at least 1.
  public let height: Int

  /// The grey values; always `width * height` of them.
  public private(set) var pixels: [UInt8]

  /// Makes a picture from its grey values.
  ///
  /// - Precondition: `width` and `height` are positive and `pixels.count == width * height`.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(width > 0 && height > 0, "a picture has at least one pixel")
    precondition(pixels.count == width * height, "one grey value for each pixel")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// Makes a picture of one grey value.
  public init(width: Int, height: Int, gray: UInt8 = 255) {
    self.init(width: width, height: height, pixels: Array(repeating: gray, count: width * height))
  }

  /// The grey value at column `x` and row `y`.
  ///
  /// For loops over many pixels use ``pixels``.
  @inlinable
  public subscript(x: Int, y: Int) -> UInt8 {
    get { pixels[y * width + x] }
    set { setPixel(x, y, newValue) }
  }

  @usableFromInline
  mutating func setPixel(_ x: Int, _ y: Int, _ value: UInt8) {
    pixels[y * width + x] = value
  }
}
