/// Grain and specks, from a part of a picture's rows.
enum NoiseMeasure {
  /// Each sixteenth row is looked at for grain, and each fourth for specks; more of small pictures.
  private static let (grainStep, speckStep) = (16, 4)
  private static let leastRows = 60
  /// How far a speck stands out of everything around it, in greys.
  private static let leastSpeck = 40.0

  /// The standard deviation of what neither plains nor slopes nor edges explain, in greys.
  ///
  /// A mask that is blind to planes is applied to each pixel, and the median of what it gives is
  /// that of noise, since most of a check is paper (mask: J. Immerkaer, Fast noise variance
  /// estimation, 1996).
  static func deviation(of image: GrayImage) -> Double {
    let (width, height) = (image.width, image.height)
    guard width > 2, height > 2 else { return 0 }
    var counts = [Int](repeating: 0, count: 2041)
    image.pixels.withUnsafeBufferPointer { pixels in
      for y in stride(from: 1, to: height - 1, by: min(grainStep, max(1, height / leastRows))) {
        for x in 1..<width - 1 {
          let at = y &* width &+ x
          func sum(_ place: Int) -> Int {
            Int(pixels[place &- 1]) &- 2 &* Int(pixels[place]) &+ Int(pixels[place &+ 1])
          }
          let response = sum(at &- width) &- 2 &* sum(at) &+ sum(at &+ width)
          counts[abs(response)] &+= 1
        }
      }
    }
    // The median of the size of a normal variable is 0.6745 deviations; the mask makes six of one.
    return Self.median(counts) / (6 * 0.6745)
  }

  /// The median within a table of counts, between whole numbers as the counts beside it say.
  private static func median(_ counts: [Int]) -> Double {
    let half = Double(counts.reduce(0, +)) / 2
    var below = 0.0
    for (value, count) in counts.enumerated() where count > 0 {
      if below + Double(count) >= half {
        // Zero is half as wide as the others, being its own negative.
        guard value > 0 else { return (half - below) / Double(count) < 0.99 ? 0 : 0.5 }
        return Double(value) - 0.5 + (half - below) / Double(count)
      }
      below += Double(count)
    }
    return 0
  }

  /// The spots of at most three pixels across that stand alone, in 10,000 pixels.
  static func specks(of image: GrayImage, noise: Double) -> Double {
    let (width, height) = (image.width, image.height)
    guard width > 4, height > 4 else { return 0 }
    let step = Int(max(leastSpeck, 5 * noise))
    guard step < 256 else { return 0 }
    var found = 0
    var rows = 0
    image.pixels.withUnsafeBufferPointer { pixels in
      for y in stride(from: 2, to: height - 2, by: min(speckStep, max(1, height / leastRows))) {
        rows += 1
        let start = y &* width
        for x in 2..<width - 2 {
          let at = start &+ x
          let value = Int(pixels[at])
          let (left, right) = (Int(pixels[at &- 2]), Int(pixels[at &+ 2]))
          if min(left, right) &- value >= step {
            if Self.isAlone(pixels, at, width, 255, step) { found += 1 }
          } else if value &- max(left, right) >= step {
            if Self.isAlone(pixels, at, width, 0, step) { found += 1 }
          }
        }
      }
    }
    return Double(found) * 10_000 / Double(rows * (width - 4))
  }

  /// Whether a pixel is the deepest of its spot, and the ring around it is far from it.
  ///
  /// With `flip` 255 a dark spot is sought, with 0 a light one.
  private static func isAlone(
    _ pixels: UnsafeBufferPointer<UInt8>, _ at: Int, _ width: Int, _ flip: UInt8, _ step: Int
  ) -> Bool {
    let center = pixels[at] ^ flip
    for dy in -1...1 {
      for dx in -1...1 {
        let other = pixels[at &+ dy &* width &+ dx] ^ flip
        // Of two that are alike the first counts.
        if dy < 0 || (dy == 0 && dx < 0) ? other >= center : other > center { return false }
      }
    }
    for d in -2...2 {
      for place in [at - 2 * width + d, at + 2 * width + d, at + d * width - 2, at + d * width + 2]
      where Int(center) - Int(pixels[place] ^ flip) < step {
        return false
      }
    }
    return true
  }
}
