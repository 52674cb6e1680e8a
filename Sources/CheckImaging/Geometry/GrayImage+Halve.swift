extension GrayImage {
  /// The picture at half its size, each pixel the rounded mean of the four it covers.
  ///
  /// A side of an odd number of pixels is rounded up, its last pixel counting twice. It gives what
  /// ``resized(width:height:)`` gives for even sides, in a small part of the time.
  public func halved() -> GrayImage {
    let newWidth = (width + 1) / 2
    let newHeight = (height + 1) / 2
    let result = pixels.withUnsafeBufferPointer { pixels in
      [UInt8](unsafeUninitializedCapacity: newWidth * newHeight) { result, initializedCount in
        for y in 0..<newHeight {
          let upper = pixels.row(2 * y, of: width)
          let lower = pixels.row(min(2 * y + 1, height - 1), of: width)
          let row = UnsafeMutableBufferPointer(
            rebasing: result[y * newWidth..<(y + 1) * newWidth])
          Self.halve(upper, lower, into: row)
        }
        initializedCount = newWidth * newHeight
      }
    }
    return GrayImage(width: newWidth, height: newHeight, pixels: result)
  }

  private static func halve(
    _ upper: UnsafeBufferPointer<UInt8>, _ lower: UnsafeBufferPointer<UInt8>,
    into row: UnsafeMutableBufferPointer<UInt8>
  ) {
    let (upperPairs, lowerPairs) = (UnsafeRawBufferPointer(upper), UnsafeRawBufferPointer(lower))
    // A pair of pixels at a time, whichever of its bytes comes first, so that many go at once.
    for x in 0..<upper.count / 2 {
      let above = upperPairs.loadUnaligned(fromByteOffset: 2 &* x, as: UInt16.self)
      let below = lowerPairs.loadUnaligned(fromByteOffset: 2 &* x, as: UInt16.self)
      let sum = (above & 0xFF) &+ (above >> 8) &+ (below & 0xFF) &+ (below >> 8)
      row[x] = UInt8(truncatingIfNeeded: (sum &+ 2) >> 2)
    }
    if upper.count % 2 == 1 {
      let sum = UInt16(upper[upper.count - 1]) + UInt16(lower[upper.count - 1])
      row[row.count - 1] = UInt8(truncatingIfNeeded: (sum + 1) >> 1)
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func row(_ y: Int, of width: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: self[y * width..<(y + 1) * width])
  }
}
