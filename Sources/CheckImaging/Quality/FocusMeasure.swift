/// How steep the edges of a picture are.
enum FocusMeasure {
  /// A step of this share of the contrast is an edge of print.
  private static let leastEdge = 0.1

  /// The step between neighbouring pixels that one pixel in 200 exceeds, or a quarter of the edges
  /// where print is sparse, in greys.
  ///
  /// Across and down, the smaller of the two: what moved while it was taken is sharp in one
  /// direction. Each second pair of rows is looked at.
  static func steepStep(of image: GrayImage, contrast: Double) -> Int {
    guard image.width > 1, image.height > 1 else { return 0 }
    return min(
      steepStep(of: image, to: 1, count: image.width - 1, contrast),
      steepStep(of: image, to: image.width, count: image.width, contrast))
  }

  /// The same for the pixels that lie `distance` further on, of the first `count` of each row.
  private static func steepStep(
    of image: GrayImage, to distance: Int, count: Int, _ contrast: Double
  ) -> Int {
    var counter = ByteCounts()
    var steps = [UInt8](repeating: 0, count: count)
    image.pixels.withUnsafeBufferPointer { pixels in
      for y in 0..<image.height - 1 where y & 2 == 0 {
        steps.withUnsafeMutableBufferPointer { steps in
          let start = y &* image.width
          for x in 0..<count {
            let (one, other) = (pixels[start &+ x], pixels[start &+ x &+ distance])
            steps[x] = max(one, other) &- min(one, other)
          }
        }
        steps.withUnsafeBytes { counter.add($0) }
      }
    }
    let counts = counter.values
    let total = counts.reduce(0, +)
    let edges = counts.dropFirst(max(1, Int(leastEdge * contrast))).reduce(0, +)
    let wanted = max(1, total / 2000, min(total / 200, edges / 4))
    var seen = 0
    for step in stride(from: 255, through: 1, by: -1) {
      seen += counts[step]
      if seen >= wanted { return step }
    }
    return 0
  }
}
