/// Lines across a whole picture, as dust on a scanner's glass draws them.
enum StreakMeasure {
  /// How far from a line its surroundings are looked at, in pixels.
  private static let distances = [2, 5, 11, 24]
  /// The share of a line's length, and of its last pixels at both ends, that has to stand out: a
  /// printed line ends before the paper does.
  private static let (leastShare, leastAtEnds) = (0.85, 0.8)

  /// What the lines change of the mean grey, level ones and upright ones, in greys.
  static func meanDepth(of image: GrayImage, noise: Double) -> Double {
    guard image.width > 48, image.height > 48 else { return 0 }
    let least = max(6, Int(noise))
    let level = Lines(
      count: image.height, length: image.width, stride: image.width, step: 1,
      means: rowMeans(image))
    let upright = Lines(
      count: image.width, length: image.height, stride: 1, step: image.width,
      means: columnMeans(image))
    return image.pixels.withUnsafeBufferPointer { pixels in
      [level, upright].reduce(0) { $0 + $1.depth(in: pixels, least: least) }
    }
  }

  private static func rowMeans(_ image: GrayImage) -> [Double] {
    image.pixels.withUnsafeBufferPointer { pixels in
      (0..<image.height).map { y in
        var sum = 0
        for x in 0..<image.width { sum &+= Int(pixels[y &* image.width &+ x]) }
        return Double(sum) / Double(image.width)
      }
    }
  }

  private static func columnMeans(_ image: GrayImage) -> [Double] {
    var sums = [Int32](repeating: 0, count: image.width)
    image.pixels.withUnsafeBufferPointer { pixels in
      sums.withUnsafeMutableBufferPointer { sums in
        for y in 0..<image.height {
          for x in 0..<image.width { sums[x] &+= Int32(pixels[y &* image.width &+ x]) }
        }
      }
    }
    return sums.map { Double($0) / Double(image.height) }
  }

  /// The rows of a picture, or its columns.
  private struct Lines {
    var count: Int
    var length: Int
    /// From a line to the next, and from a pixel of it to the next.
    var stride: Int
    var step: Int
    var means: [Double]

    func depth(in pixels: UnsafeBufferPointer<UInt8>, least: Int) -> Double {
      var sum = 0.0
      for line in 0..<count {
        let depths = distances.map { depth(of: line, distance: $0, pixels, least) }
        sum += depths.max() ?? 0
      }
      return sum / Double(count)
    }

    /// How far a line stands out of those at a distance on both sides; 0 where it is no streak.
    private func depth(
      of line: Int, distance: Int, _ pixels: UnsafeBufferPointer<UInt8>, _ least: Int
    ) -> Double {
      guard line >= distance, line + distance < count else { return 0 }
      let darker = min(means[line - distance], means[line + distance]) - means[line]
      let lighter = means[line] - max(means[line - distance], means[line + distance])
      guard max(darker, lighter) >= Double(least) * leastShare else { return 0 }
      let sign = darker > 0 ? 1 : -1
      let (at, before) = (line &* stride, (line &- distance) &* stride)
      let after = (line &+ distance) &* stride
      func standing(_ places: Range<Int>) -> Int {
        var count = 0
        for place in places {
          let offset = place &* step
          let value = Int(pixels[at &+ offset])
          let one = sign &* (Int(pixels[before &+ offset]) &- value)
          let other = sign &* (Int(pixels[after &+ offset]) &- value)
          if min(one, other) >= least { count &+= 1 }
        }
        return count
      }
      // The ends first: nearly every line of print has none.
      let end = max(4, length / 50)
      let isStreak =
        Double(standing(0..<end)) >= leastAtEnds * Double(end)
        && Double(standing(length - end..<length)) >= leastAtEnds * Double(end)
        && Double(standing(0..<length)) >= leastShare * Double(length)
      return isStreak ? max(darker, lighter) : 0
    }
  }
}
