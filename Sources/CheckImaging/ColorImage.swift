/// A picture of 8-bit red, green and blue values, for what is drawn and shown; reading uses
/// ``GrayImage``.
public struct ColorImage: Sendable, Hashable {
  /// The number of columns, in pixels; at least 1.
  public let width: Int

  /// The number of rows, in pixels; at least 1.
  public let height: Int

  /// Red, green, blue for each pixel, from the top left; always `3 * width * height` values.
  public var samples: [UInt8]

  /// Makes a picture from its samples.
  ///
  /// - Precondition: `samples.count == 3 * width * height`.
  public init(width: Int, height: Int, samples: [UInt8]) {
    precondition(width > 0 && height > 0, "a picture has at least one pixel")
    precondition(samples.count == 3 * width * height, "three samples for each pixel")
    self.width = width
    self.height = height
    self.samples = samples
  }

  /// Makes a grey picture in colour samples, to draw coloured marks on it.
  public init(_ gray: GrayImage) {
    self.init(
      width: gray.width, height: gray.height, samples: gray.pixels.flatMap { [$0, $0, $0] })
  }
}
