/// Reads a picture between its pixels.
struct PixelSampler {
  let pixels: UnsafeBufferPointer<UInt8>
  let width: Int
  let height: Int

  private static let one = 65536.0

  /// Adds the values at evenly spaced places to as many sums; beyond the edges the picture goes on
  /// as its outermost pixels.
  ///
  /// Positions are in pixels, whole numbers in the middle of one.
  func add(
    to sums: UnsafeMutableBufferPointer<UInt32>, x: Double, y: Double, down: (x: Double, y: Double)
  ) {
    var fixedX = Self.fixed(x)
    var fixedY = Self.fixed(y)
    let stepX = Self.fixed(down.x)
    let stepY = Self.fixed(down.y)
    let lastX = (width &- 1) << 16
    let lastY = (height &- 1) << 16
    for index in 0..<sums.count {
      let insideX = min(max(fixedX, 0), lastX)
      let insideY = min(max(fixedY, 0), lastY)
      let left = insideX >> 16
      let top = (insideY >> 16) &* width
      let right = min(left &+ 1, width &- 1)
      let bottom = insideY < lastY ? top &+ width : top
      let shareX = (insideX & 0xffff) >> 8
      let shareY = (insideY & 0xffff) >> 8
      let upper = Int(pixels[top &+ left]) &* (256 &- shareX) &+ Int(pixels[top &+ right]) &* shareX
      let lower =
        Int(pixels[bottom &+ left]) &* (256 &- shareX) &+ Int(pixels[bottom &+ right]) &* shareX
      let value = (upper &* (256 &- shareY) &+ lower &* shareY &+ 32768) >> 16
      sums[index] &+= UInt32(truncatingIfNeeded: value)
      fixedX &+= stepX
      fixedY &+= stepY
    }
  }

  /// A number in units of 1/65536, kept where it cannot overflow.
  private static func fixed(_ value: Double) -> Int {
    value.isFinite ? Int(min(max(value, -1e6), 1e6) * one) : 0
  }
}
