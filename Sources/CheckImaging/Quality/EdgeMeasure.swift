/// Strips along the edges of a picture with nothing on them.
enum EdgeMeasure {
  /// The widest of the four, as a share of the side that it takes its width from.
  static func empty(of image: GrayImage, contrast: Double, noise: Double) -> Double {
    // Grain is a quarter as strong at a quarter of the size, and pale print is print.
    let least = noise + min(12, max(3, 0.1 * contrast))
    let rows = lines(image.height, image.width, image.width, 1, image, least)
    let columns = lines(image.width, image.height, 1, image.width, image, least)
    return max(rows, columns)
  }

  /// The longest run of empty lines from either end, as a share of all.
  private static func lines(
    _ count: Int, _ length: Int, _ stride: Int, _ step: Int, _ image: GrayImage, _ least: Double
  ) -> Double {
    image.pixels.withUnsafeBufferPointer { pixels in
      func isEmpty(_ line: Int) -> Bool {
        var sum = 0
        for place in 0..<length { sum &+= Int(pixels[line &* stride &+ place &* step]) }
        let mean = sum / length
        let least = Int(least)
        var odd = 0
        for place in 0..<length {
          let off = Int(pixels[line &* stride &+ place &* step]) &- mean
          if abs(off) > least { odd &+= 1 }
        }
        return odd * 100 <= length
      }
      var first = 0
      while first < count, isEmpty(first) { first += 1 }
      guard first < count else { return 1 }
      var last = 0
      while isEmpty(count - 1 - last) { last += 1 }
      return Double(max(first, last)) / Double(count)
    }
  }
}
