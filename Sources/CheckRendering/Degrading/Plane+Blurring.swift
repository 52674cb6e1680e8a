extension Plane {
  /// The plane after three box filters in each direction, which come close to a Gaussian.
  func blurred(sigma: Double) -> Plane {
    let box = Box(variance: sigma * sigma / 3)
    var result = self
    for _ in 0..<3 { result = result.boxed(box).boxedDown(box) }
    return result
  }

  /// Each pixel becomes the mean of those around it in its row.
  func boxed(_ box: Box) -> Plane {
    let mean = Mean(box)
    let reach = mean.whole + 1
    var result = self
    var line = [Int32](repeating: 0, count: width + 2 * reach)
    result.samples.withUnsafeMutableBufferPointer { target in
      line.withUnsafeMutableBufferPointer { line in
        for row in 0..<height {
          let pixels = UnsafeMutableBufferPointer(rebasing: target[row * width..<(row + 1) * width])
          // Beyond its ends the row goes on as its outermost pixels.
          for place in line.indices {
            line[place] = Int32(pixels[max(0, min(width &- 1, place &- reach))])
          }
          var sum = line[1..<2 * reach].reduce(0, &+)
          for column in 0..<width {
            let (before, after) = (line[column], line[column &+ 2 &* reach])
            pixels[column] = mean(of: sum, edges: before &+ after)
            sum = sum &+ after &- line[column &+ 1]
          }
        }
      }
    }
    return result
  }

  /// Each pixel becomes the mean of those around it in its column.
  private func boxedDown(_ box: Box) -> Plane {
    let mean = Mean(box)
    let reach = mean.whole + 1
    var result = self
    var sums = [Int32](repeating: 0, count: width)
    result.samples.withUnsafeMutableBufferPointer { target in
      samples.withUnsafeBufferPointer { source in
        sums.withUnsafeMutableBufferPointer { sums in
          func start(_ row: Int) -> Int { max(0, min(height &- 1, row)) &* width }
          for row in 1 - reach...reach - 1 {
            for column in 0..<width { sums[column] &+= Int32(source[start(row) &+ column]) }
          }
          for row in 0..<height {
            let (before, first) = (start(row &- reach), start(row &- reach &+ 1))
            let (after, here) = (start(row &+ reach), row &* width)
            for column in 0..<width {
              let next = Int32(source[after &+ column])
              target[here &+ column] = mean(
                of: sums[column], edges: Int32(source[before &+ column]) &+ next)
              sums[column] = sums[column] &+ next &- Int32(source[first &+ column])
            }
          }
        }
      }
    }
    return result
  }
}

/// The mean of the pixels of a box, in whole numbers.
private struct Mean {
  let whole: Int
  private let share: Int32
  private let half: Double
  private let inverse: Double

  init(_ box: Box) {
    whole = box.whole
    share = Int32((box.share * 256).rounded())
    let total = Int32(2 * whole + 1) * 256 + 2 * share
    // With half of one on top the quotient is never so near to a whole number that its rounding
    // could matter, and to multiply takes a fraction of the time of a division.
    half = Double(total / 2) + 0.5
    inverse = 1 / Double(total)
  }

  @inline(__always)
  func callAsFunction(of sum: Int32, edges: Int32) -> UInt8 {
    let all = Double(sum &* 256 &+ edges &* share)
    return UInt8(truncatingIfNeeded: Int32((all + half) * inverse))
  }
}

/// Pixels on both sides of one that count fully, and the share that the next ones count.
struct Box {
  var whole: Int
  var share = 0.0
}

extension Box {
  /// The box that spreads a point by a variance in pixels.
  init(variance: Double) {
    whole = Int(((1 + 12 * variance).squareRoot() - 1) / 2)
    let count = Double(2 * whole + 1)
    let next = Double(whole + 1)
    let ofWhole = Double(whole) * next * count / 3
    share = (variance * count - ofWhole) / (2 * (next * next - variance))
  }
}
