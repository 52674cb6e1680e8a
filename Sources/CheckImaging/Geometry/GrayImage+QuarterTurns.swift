extension GrayImage {
  /// The picture turned clockwise by 90 degrees, so many times.
  ///
  /// - Parameter quarterTurns: How often; -1 is a turn to the left.
  public func rotated(quarterTurns: Int) -> GrayImage {
    switch quarterTurns & 3 {
    case 1: turnedSideways { x, y in (height - 1 - y) + x * height }
    case 2: rotatedBy180()
    case 3: turnedSideways { x, y in y + (width - 1 - x) * height }
    default: self
    }
  }

  /// The picture with width and height exchanged.
  ///
  /// - Parameter place: The index of the new pixel for a column and a row.
  @inline(__always)
  private func turnedSideways(_ place: (Int, Int) -> Int) -> GrayImage {
    // Blocks that stay in the cache: each row that is read is a column that is written.
    let block = 32
    var result = [UInt8](repeating: 0, count: pixels.count)
    result.withUnsafeMutableBufferPointer { result in
      pixels.withUnsafeBufferPointer { pixels in
        for top in stride(from: 0, to: height, by: block) {
          for left in stride(from: 0, to: width, by: block) {
            for y in top..<min(top + block, height) {
              for x in left..<min(left + block, width) {
                result[place(x, y)] = pixels[y &* width &+ x]
              }
            }
          }
        }
      }
    }
    return GrayImage(width: height, height: width, pixels: result)
  }
}

extension PixelBox {
  /// The same place of a picture of so many pixels once that is turned clockwise by 90 degrees, so
  /// many times.
  public func rotated(quarterTurns: Int, width: Int, height: Int) -> PixelBox {
    switch quarterTurns & 3 {
    case 1:
      PixelBox(x: height - y - self.height, y: x, width: self.height, height: self.width)
    case 2:
      PixelBox(
        x: width - x - self.width, y: height - y - self.height, width: self.width,
        height: self.height)
    case 3:
      PixelBox(x: y, y: width - x - self.width, width: self.height, height: self.width)
    default: self
    }
  }
}
