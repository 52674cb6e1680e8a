/// A picture with smaller copies of itself, made once for all who look at it.
public struct GrayScales: Sendable {
  /// The picture.
  public let full: GrayImage
  /// At half its size.
  public let half: GrayImage
  /// At a quarter of its size.
  public let quarter: GrayImage

  /// Makes the copies.
  public init(_ image: GrayImage) {
    full = image
    half = image.halved()
    quarter = half.halved()
  }
}
