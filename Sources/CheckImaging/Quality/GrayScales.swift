/// A picture with smaller copies of itself and the counts of its greys, made once for all who look
/// at it.
public struct GrayScales: Sendable {
  /// The picture.
  public let full: GrayImage
  /// At half its size.
  public let half: GrayImage
  /// At a quarter of its size.
  public let quarter: GrayImage
  /// How many of its pixels have each grey.
  public let histogram: GrayHistogram

  /// Makes the copies, and counts.
  public init(_ image: GrayImage) {
    full = image
    half = image.halved()
    quarter = half.halved()
    histogram = GrayHistogram(of: image)
  }
}
