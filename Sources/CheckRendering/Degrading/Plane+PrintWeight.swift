extension Plane {
  /// The plane with dark print spread, or eaten away where the weight is below 0.
  ///
  /// A weight of 1 takes the darkest of each pixel and its neighbours, -1 the lightest.
  func printed(weight: Double) -> Plane {
    let extreme = boxedExtreme { weight > 0 ? min($0, $1) : max($0, $1) }
    let share = Int((min(abs(weight), 1) * 256).rounded())
    var result = self
    for index in samples.indices {
      let mixed = Int(samples[index]) * (256 - share) + Int(extreme.samples[index]) * share
      result.samples[index] = UInt8((mixed + 128) >> 8)
    }
    return result
  }

  /// The extreme of each pixel and the four beside it.
  private func boxedExtreme(_ better: (UInt8, UInt8) -> UInt8) -> Plane {
    var result = self
    for row in 0..<height {
      for column in 0..<width {
        var best = samples[row * width + column]
        if column > 0 { best = better(best, samples[row * width + column - 1]) }
        if column < width - 1 { best = better(best, samples[row * width + column + 1]) }
        if row > 0 { best = better(best, samples[(row - 1) * width + column]) }
        if row < height - 1 { best = better(best, samples[(row + 1) * width + column]) }
        result.samples[row * width + column] = best
      }
    }
    return result
  }
}
