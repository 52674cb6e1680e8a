/// Corners that are folded over or torn off: triangles of one grey, which is not the paper's.
enum CornerMeasure {
  /// How much longer the upright leg may be than the level one: what is longer or shorter is what a
  /// skewed paper leaves.
  private static let ratios = [0.35, 0.5, 0.7, 1, 1.4, 2, 2.8]
  /// How far the paper is from what shows in the corner, in greys.
  private static let leastStep = 20.0
  /// A fold is longer than this many pixels of the quarter, and no longer than half the short side.
  private static let leastLeg = 4

  /// The legs' geometric mean of the largest of the four, as a share of the shorter side.
  ///
  /// - Parameters:
  ///   - image: The picture.
  ///   - paper: The grey of the paper: a corner of that grey is there.
  ///   - noise: The standard deviation of the grain.
  static func missing(of image: GrayImage, paper: Double, noise: Double) -> Double {
    let short = min(image.width, image.height)
    guard short / 2 > leastLeg else { return 0 }
    let legs = image.pixels.withUnsafeBufferPointer { pixels in
      [(false, false), (true, false), (false, true), (true, true)].map { right, bottom in
        Corner(
          pixels: pixels, width: image.width, height: image.height, isRight: right,
          isBottom: bottom, tolerance: 12 + noise, step: max(leastStep, 3 * noise)
        ).leg(most: short / 2, paper: paper)
      }
    }
    return (legs.max() ?? 0) / Double(short)
  }

  private struct Corner {
    var pixels: UnsafeBufferPointer<UInt8>
    var width: Int
    var height: Int
    var isRight: Bool
    var isBottom: Bool
    var tolerance: Double
    var step: Double

    func leg(most: Int, paper: Double) -> Double {
      let gray = (0..<9).reduce(0.0) { $0 + value($1 % 3, $1 / 3) } / 9
      guard abs(gray - paper) >= leastStep / 2 else { return 0 }
      return ratios.map { leg(ratio: $0, gray: gray, most: most) }.max() ?? 0
    }

    /// The longest triangle with a ratio of its legs, when the picture changes along its third side:
    /// all along a fold, and for the most part where paper was torn.
    private func leg(ratio: Double, gray: Double, most: Int) -> Double {
      // A steep or flat triangle is nearly what lies beside a skewed check.
      let isPlain = (0.5...2).contains(ratio)
      let (inside, cut, reach) = isPlain ? (0.9, 0.7, 3) : (0.95, 0.8, 4)
      let mostAcross = Int(Double(most) / max(1, ratio))
      var across = 1
      while across <= mostAcross,
        share(across, ratio, { abs($0 - gray) <= tolerance }) >= inside
      { across += 1 }
      guard across > leastLeg, across <= mostAcross else { return 0 }
      let end = across + max(3, across / reach)
      let isCut = (across...end).contains { share($0, ratio) { abs($0 - gray) >= step } >= cut }
      return isCut ? Double(across) * ratio.squareRoot() : 0
    }

    /// The share of pixels along the third side of a triangle for which something holds.
    private func share(_ across: Int, _ ratio: Double, _ holds: (Double) -> Bool) -> Double {
      let down = Double(across) * ratio
      let count = max(across, Int(down)) + 1
      var found = 0
      for index in 0..<count {
        let part = Double(index) / Double(max(count - 1, 1))
        let x = Int((part * Double(across)).rounded())
        let y = Int(((1 - part) * down).rounded())
        if holds(value(x, y)) { found += 1 }
      }
      return Double(found) / Double(count)
    }

    private func value(_ x: Int, _ y: Int) -> Double {
      let column = min(max(isRight ? width - 1 - x : x, 0), width - 1)
      let row = min(max(isBottom ? height - 1 - y : y, 0), height - 1)
      return Double(pixels[row * width + column])
    }
  }
}
