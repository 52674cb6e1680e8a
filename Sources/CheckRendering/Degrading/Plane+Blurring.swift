extension Plane {
  /// The plane after three box filters in each direction, which come close to a Gaussian.
  func blurred(sigma: Double) -> Plane {
    let box = Box(variance: sigma * sigma / 3)
    var result = self
    for _ in 0..<3 {
      result = result.boxed(box).transposed()
      result = result.boxed(box).transposed()
    }
    return result
  }

  /// Each pixel becomes the mean of those around it in its row.
  func boxed(_ box: Box) -> Plane {
    let whole = box.whole
    let share = Int32((box.share * 256).rounded())
    let total = Int32(2 * whole + 1) * 256 + 2 * share
    var result = self
    result.samples.withUnsafeMutableBufferPointer { target in
      samples.withUnsafeBufferPointer { source in
        for row in 0..<height {
          let start = row * width
          func at(_ column: Int) -> Int32 {
            Int32(source[start &+ max(0, min(width &- 1, column))])
          }
          var sum: Int32 = (-whole...whole).reduce(0) { $0 + at($1) }
          for column in 0..<width {
            let edges = at(column &- whole &- 1) &+ at(column &+ whole &+ 1)
            let all = sum &* 256 &+ edges &* share
            target[start &+ column] = UInt8(truncatingIfNeeded: (all &+ total / 2) / total)
            sum = sum &+ at(column &+ whole &+ 1) &- at(column &- whole)
          }
        }
      }
    }
    return result
  }

  func transposed() -> Plane {
    var result = Plane(width: height, height: width, samples: samples)
    result.samples.withUnsafeMutableBufferPointer { target in
      samples.withUnsafeBufferPointer { source in
        for row in 0..<height {
          for column in 0..<width {
            target[column &* height &+ row] = source[row &* width &+ column]
          }
        }
      }
    }
    return result
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
