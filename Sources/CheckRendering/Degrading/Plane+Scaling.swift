extension Plane {
  /// The plane with its sides multiplied: averaged when made smaller, interpolated when larger.
  func scaled(across: Double, down: Double) -> Plane {
    let wide = max(1, Int((Double(width) * across).rounded()))
    let tall = max(1, Int((Double(height) * down).rounded()))
    let columns = Self.taps(from: width, to: wide)
    let rows = Self.taps(from: height, to: tall)
    var resampled = [Float](repeating: 0, count: wide * height)
    for row in 0..<height {
      for (column, tap) in columns.enumerated() {
        var sum: Float = 0
        for (offset, weight) in tap.weights.enumerated() {
          sum += Float(samples[row * width + tap.first + offset]) * weight
        }
        resampled[row * wide + column] = sum
      }
    }
    var result = Plane(width: wide, height: tall, samples: [])
    result.samples.reserveCapacity(wide * tall)
    for tap in rows {
      for column in 0..<wide {
        var sum: Float = 0
        for (offset, weight) in tap.weights.enumerated() {
          sum += resampled[(tap.first + offset) * wide + column] * weight
        }
        result.samples.append(UInt8(max(0, min(255, sum.rounded()))))
      }
    }
    return result
  }

  private struct Tap {
    let first: Int
    let weights: [Float]
  }

  /// Which old pixels a new one is made of: a triangle as wide as the larger of the two pixels.
  private static func taps(from old: Int, to new: Int) -> [Tap] {
    let step = Double(old) / Double(new)
    let reach = max(1, step)
    return (0..<new).map { index in
      let middle = (Double(index) + 0.5) * step - 0.5
      let first = max(0, Int((middle - reach).rounded(.up)))
      let last = min(old - 1, Int((middle + reach).rounded(.down)))
      let weights = (first...max(first, last)).map { max(0, 1 - abs(Double($0) - middle) / reach) }
      let sum = weights.reduce(0, +)
      return Tap(first: first, weights: weights.map { Float(sum > 0 ? $0 / sum : 1) })
    }
  }
}
