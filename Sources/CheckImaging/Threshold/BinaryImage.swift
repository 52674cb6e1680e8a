/// A picture of two values: 1 is ink, 0 is paper.
///
/// The layout is that of ``GrayImage``: pixel (x, y) is `ink[y * width + x]`.
public struct BinaryImage: Sendable, Hashable {
  /// The number of columns, in pixels; at least 1.
  public let width: Int

  /// The number of rows, in pixels; at least 1.
  public let height: Int

  /// 1 where there is ink, 0 elsewhere; always `width * height` values.
  public let ink: [UInt8]

  /// Makes a picture from its values.
  ///
  /// - Precondition: `width` and `height` are positive and `ink.count == width * height`.
  public init(width: Int, height: Int, ink: [UInt8]) {
    precondition(width > 0 && height > 0, "a picture has at least one pixel")
    precondition(ink.count == width * height, "one value for each pixel")
    self.width = width
    self.height = height
    self.ink = ink
  }

  /// Takes every pixel darker than or as dark as one grey value for ink.
  public init(_ image: GrayImage, upTo threshold: UInt8) {
    width = image.width
    height = image.height
    let count = image.pixels.count
    ink = image.pixels.withUnsafeBufferPointer { pixels in
      [UInt8](unsafeUninitializedCapacity: count) { ink, initialized in
        for index in 0..<count { ink[index] = pixels[index] <= threshold ? 1 : 0 }
        initialized = count
      }
    }
  }
}
