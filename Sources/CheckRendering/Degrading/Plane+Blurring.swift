extension Plane {
  /// The plane after three box filters in each direction, which come close to a Gaussian.
  func blurred(sigma: Double) -> Plane {
    // Three boxes of radius r have the variance r(r + 1); the remainder is a share of the two
    // outermost pixels.
    let radius = ((1 + 4 * sigma * sigma).squareRoot() - 1) / 2
    var result = self
    for _ in 0..<3 {
      result = result.boxed(radius: radius).transposed()
      result = result.boxed(radius: radius).transposed()
    }
    return result
  }

  /// Each pixel becomes the mean along its row within a radius, which need not be whole.
  func boxed(radius: Double) -> Plane {
    let whole = Int(radius)
    let share = Int32((radius - Double(whole)) * 256)
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
