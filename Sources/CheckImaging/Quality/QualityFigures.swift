/// What can be told of a picture before anything on it is read.
///
/// The limits that decide are this project's own: published ones are few.
public struct QualityFigures: Sendable, Hashable, Codable {
  /// The mean grey value, from 0 (black) to 255 (white).
  public var brightness: Double

  /// How far the lightest and the darkest hundredth of the pixels are apart, in grey values from 0
  /// to 255.
  public var contrast: Double

  /// The share of pixels, from 0 to 1, that are ink by Otsu's threshold; 0 where there is too little
  /// contrast for one.
  public var inkShare: Double

  /// The steepest edges: the step between neighbouring pixels that one pixel in 200 exceeds, as a
  /// share of the contrast.
  ///
  /// Sharp print gives 0.4 and more, a picture out of focus less than 0.1; 0 without contrast.
  public var focus: Double

  /// Whether there is nothing on the picture: too little contrast for print, or hardly any ink.
  public var isBlank: Bool

  /// Below this many grey values between dark and light there is no print to be seen.
  static let leastContrast = 24.0

  /// A check has more ink than this share of its pixels: a MICR line alone is some 0.5%.
  static let leastInkShare = 0.0005

  /// Measures a picture.
  public init(measuring image: GrayImage) {
    self.init(measuring: image, GrayHistogram(of: image))
  }

  /// Measures a picture whose grey values have been counted already.
  public init(measuring image: GrayImage, _ histogram: GrayHistogram) {
    let dark = histogram.percentile(0.01)
    let light = histogram.percentile(0.99)
    brightness = histogram.mean
    // A sparse line of print is less than a hundredth of the pixels, so ink is sought further down.
    let darkest = histogram.percentile(Self.leastInkShare)
    contrast = Double(light - dark)
    if Double(light - darkest) < Self.leastContrast {
      inkShare = 0
      focus = 0
      isBlank = true
      return
    }
    let threshold = histogram.otsuThreshold
    let ink = histogram.counts.prefix(max(threshold + 1, 0)).reduce(0, +)
    inkShare = Double(ink) / Double(histogram.total)
    focus = Double(Self.steepStep(of: image)) / Double(light - darkest)
    isBlank = inkShare < Self.leastInkShare
  }

  private static func steepStep(of image: GrayImage) -> Int {
    guard image.width > 1 else { return 0 }
    let width = image.width
    var counter = ByteCounts()
    var steps = [UInt8](repeating: 0, count: width - 1)
    image.pixels.withUnsafeBufferPointer { pixels in
      for y in 0..<image.height {
        steps.withUnsafeMutableBufferPointer { steps in
          let start = y &* width
          for x in 0..<steps.count {
            let (left, right) = (pixels[start &+ x], pixels[start &+ x &+ 1])
            steps[x] = max(left, right) &- min(left, right)
          }
        }
        steps.withUnsafeBytes { counter.add($0) }
      }
    }
    let counts = counter.values
    let wanted = max(1, image.height * (width - 1) / 200)
    var seen = 0
    for step in stride(from: 255, through: 1, by: -1) {
      seen += counts[step]
      if seen >= wanted { return step }
    }
    return 0
  }
}
