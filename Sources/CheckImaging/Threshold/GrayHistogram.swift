/// How many pixels of a picture have each of the 256 grey values.
public struct GrayHistogram: Sendable, Hashable {
  /// The number of pixels for each grey value; always 256 numbers.
  public let counts: [Int]

  /// The number of pixels in all.
  public let total: Int

  /// Counts the grey values of a picture.
  public init(of image: GrayImage) {
    var counts = ByteCounts()
    image.pixels.withUnsafeBytes { counts.add($0) }
    self.counts = counts.values
    total = image.pixels.count
  }

  /// The mean grey value, from 0 to 255.
  public var mean: Double {
    let sum = counts.enumerated().reduce(0) { $0 + $1.offset * $1.element }
    return Double(sum) / Double(max(total, 1))
  }

  /// The smallest grey value that a share of all pixels (0 to 1) does not exceed.
  public func percentile(_ share: Double) -> Int {
    let wanted = share * Double(total)
    var seen = 0
    for (value, count) in counts.enumerated() {
      seen += count
      if Double(seen) >= wanted && seen > 0 { return value }
    }
    return 255
  }

  /// The grey value up to which Otsu's method calls a pixel ink.
  ///
  /// It is the one that divides the histogram into the two classes with the greatest variance
  /// between them (N. Otsu, 1979). A picture of one value gives that value less one, so that
  /// none of it is ink; black paper stays paper.
  public var otsuThreshold: Int {
    let totalSum = counts.enumerated().reduce(0) { $0 + $1.offset * $1.element }
    var best = (variance: 0.0, threshold: (counts.firstIndex { $0 > 0 } ?? 0) - 1)
    var darkCount = 0
    var darkSum = 0
    for value in 0..<255 {
      darkCount += counts[value]
      darkSum += value * counts[value]
      let lightCount = total - darkCount
      guard darkCount > 0, lightCount > 0 else { continue }
      let difference =
        Double(darkSum) / Double(darkCount) - Double(totalSum - darkSum) / Double(lightCount)
      let variance = Double(darkCount) * Double(lightCount) * difference * difference
      if variance > best.variance { best = (variance, value) }
    }
    return best.threshold
  }
}

extension BinaryImage {
  /// Divides ink from paper by one threshold for the whole picture, chosen by Otsu's method.
  public init(otsu image: GrayImage) {
    self.init(otsu: image, GrayHistogram(of: image))
  }

  /// The same for a picture whose grey values have been counted already.
  public init(otsu image: GrayImage, _ histogram: GrayHistogram) {
    let threshold = histogram.otsuThreshold
    if threshold < 0 {
      self.init(
        width: image.width, height: image.height,
        ink: [UInt8](repeating: 0, count: image.pixels.count))
    } else {
      self.init(image, upTo: UInt8(threshold))
    }
  }
}
