/// How steep the edges of a picture are.
enum FocusMeasure {
  /// A step of this share of the contrast is an edge of print.
  private static let leastEdge = 0.1

  /// The step between neighbouring pixels that one pixel in 200 exceeds, or a quarter of the edges
  /// where print is sparse, in greys.
  static func steepStep(of image: GrayImage, contrast: Double) -> Int {
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
    let total = image.height * (width - 1)
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
