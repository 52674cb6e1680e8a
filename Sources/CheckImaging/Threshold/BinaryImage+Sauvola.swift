extension BinaryImage {
  /// Divides ink from paper by a threshold of its own for each pixel, as Sauvola does.
  ///
  /// A pixel is ink where it is darker than `mean * (1 + k * (deviation / 128 - 1))`, with the mean
  /// and the standard deviation of the square around it (J. Sauvola and M. Pietikäinen, 2000).
  /// The time does not depend on the size of the square.
  ///
  /// - Parameters:
  ///   - image: The picture.
  ///   - radius: Half the side of the square, in pixels, from 1 to 120.
  ///   - k: How much darker than its surroundings ink has to be; 0.1 to 0.5 are usual.
  public init(sauvola image: GrayImage, radius: Int, k: Float = 0.2) {
    let radius = min(max(radius, 1), 120)
    var ink = [UInt8](repeating: 0, count: image.pixels.count)
    ink.withUnsafeMutableBufferPointer { ink in
      image.pixels.withUnsafeBufferPointer { pixels in
        Self.sauvola(
          pixels, width: image.width, height: image.height, radius: radius, k: k, into: ink)
      }
    }
    self.init(width: image.width, height: image.height, ink: ink)
  }

  /// Column sums slide down the picture and row prefixes turn them into sums over squares: the
  /// same as integral images, in memory that stays in the cache.
  private static func sauvola(
    _ pixels: UnsafeBufferPointer<UInt8>, width: Int, height: Int, radius: Int, k: Float,
    into ink: UnsafeMutableBufferPointer<UInt8>
  ) {
    var columnSums = [UInt32](repeating: 0, count: width)
    var columnSquares = [UInt32](repeating: 0, count: width)
    // Prefixes may wrap around; their differences do not, a square of 241 pixels being below 2^32.
    var sums = [UInt32](repeating: 0, count: width + 1)
    var squares = [UInt32](repeating: 0, count: width + 1)
    columnSums.withUnsafeMutableBufferPointer { columnSums in
      columnSquares.withUnsafeMutableBufferPointer { columnSquares in
        sums.withUnsafeMutableBufferPointer { sums in
          squares.withUnsafeMutableBufferPointer { squares in
            func add(row: Int) {
              let start = row * width
              for x in 0..<width {
                let value = UInt32(pixels[start &+ x])
                columnSums[x] &+= value
                columnSquares[x] &+= value &* value
              }
            }
            func remove(row: Int) {
              let start = row * width
              for x in 0..<width {
                let value = UInt32(pixels[start &+ x])
                columnSums[x] &-= value
                columnSquares[x] &-= value &* value
              }
            }
            for row in 0..<min(radius, height) { add(row: row) }
            for y in 0..<height {
              if y + radius < height { add(row: y + radius) }
              if y - radius - 1 >= 0 { remove(row: y - radius - 1) }
              var sum: UInt32 = 0
              var square: UInt32 = 0
              for x in 0..<width {
                sum &+= columnSums[x]
                square &+= columnSquares[x]
                sums[x &+ 1] = sum
                squares[x &+ 1] = square
              }
              let rows = min(y + radius, height - 1) - max(y - radius, 0) + 1
              let start = y * width
              func decide(_ x: Int, _ low: Int, _ high: Int, _ share: Float) {
                let mean = Float(sums[high] &- sums[low]) * share
                let meanSquare = Float(squares[high] &- squares[low]) * share
                let deviation = max(meanSquare - mean * mean, 0).squareRoot()
                let limit = mean * (1 + k * (deviation * (1 / 128) - 1))
                ink[start &+ x] = Float(pixels[start &+ x]) < limit ? 1 : 0
              }
              let left = min(radius, width)
              let right = max(left, width - radius - 1)
              let share = 1 / Float(rows * (2 * radius + 1))
              for x in left..<right { decide(x, x &- radius, x &+ radius &+ 1, share) }
              for x in 0..<width where x < left || x >= right {
                let low = max(x - radius, 0)
                let high = min(x + radius + 1, width)
                decide(x, low, high, 1 / Float(rows * (high - low)))
              }
            }
          }
        }
      }
    }
  }
}
