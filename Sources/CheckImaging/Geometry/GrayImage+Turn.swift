import Foundation

extension GrayImage {
  /// The picture turned upside down.
  public func rotatedBy180() -> GrayImage {
    GrayImage(width: width, height: height, pixels: pixels.reversed())
  }

  /// The picture with dark and light exchanged.
  public func inverted() -> GrayImage {
    GrayImage(width: width, height: height, pixels: pixels.map { 255 - $0 })
  }

  /// The part of the picture inside a rectangle, or `nil` where they have nothing in common.
  public func cropped(to box: PixelBox) -> GrayImage? {
    let left = max(box.x, 0)
    let top = max(box.y, 0)
    let (endX, overflowX) = box.x.addingReportingOverflow(box.width)
    let (endY, overflowY) = box.y.addingReportingOverflow(box.height)
    let right = overflowX ? width : min(endX, width)
    let bottom = overflowY ? height : min(endY, height)
    guard left < right, top < bottom else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity((right - left) * (bottom - top))
    for y in top..<bottom { result += pixels[y * width + left..<y * width + right] }
    return GrayImage(width: right - left, height: bottom - top, pixels: result)
  }

  /// The picture turned clockwise around its centre, at the same size.
  ///
  /// Values are interpolated linearly.
  ///
  /// - Parameters:
  ///   - sine: The sine of the angle; `cosine` is its cosine.
  ///   - cosine: The cosine of the angle.
  ///   - background: The grey value of what lies outside the picture.
  public func rotated(sine: Double, cosine: Double, background: UInt8 = 255) -> GrayImage {
    var result = [UInt8](repeating: background, count: pixels.count)
    let centerX = Double(width - 1) / 2
    let centerY = Double(height - 1) / 2
    pixels.withUnsafeBufferPointer { pixels in
      for y in 0..<height {
        for x in 0..<width {
          let fromX = cosine * (Double(x) - centerX) + sine * (Double(y) - centerY) + centerX
          let fromY = cosine * (Double(y) - centerY) - sine * (Double(x) - centerX) + centerY
          guard fromX > -1, fromY > -1, fromX < Double(width), fromY < Double(height) else {
            continue
          }
          let left = Int(fromX.rounded(.down))
          let top = Int(fromY.rounded(.down))
          func value(_ x: Int, _ y: Int) -> Double {
            guard x >= 0, y >= 0, x < width, y < height else { return Double(background) }
            return Double(pixels[y &* width &+ x])
          }
          let shareX = fromX - Double(left)
          let shareY = fromY - Double(top)
          let upper = value(left, top) * (1 - shareX) + value(left + 1, top) * shareX
          let lower = value(left, top + 1) * (1 - shareX) + value(left + 1, top + 1) * shareX
          result[y * width + x] = UInt8(upper * (1 - shareY) + lower * shareY + 0.5)
        }
      }
    }
    return GrayImage(width: width, height: height, pixels: result)
  }
}
