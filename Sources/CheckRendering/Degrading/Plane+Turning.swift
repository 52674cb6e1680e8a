import Foundation

extension Plane {
  /// The plane turned clockwise about its middle and grown so that no corner is lost.
  func turned(degrees: Double, surround: UInt8) -> Plane {
    let angle = degrees * .pi / 180
    let (sine, cosine) = (sin(angle), cos(angle))
    let wide = Int((Double(width) * abs(cosine) + Double(height) * abs(sine)).rounded(.up))
    let tall = Int((Double(width) * abs(sine) + Double(height) * abs(cosine)).rounded(.up))
    var result = Plane(
      width: wide, height: tall, samples: Array(repeating: surround, count: wide * tall))
    result.samples.withUnsafeMutableBufferPointer { target in
      samples.withUnsafeBufferPointer { source in
        for row in 0..<tall {
          let down = Double(row) + 0.5 - Double(tall) / 2
          for column in 0..<wide {
            let right = Double(column) + 0.5 - Double(wide) / 2
            let x = Float(right * cosine + down * sine + Double(width) / 2 - 0.5)
            let y = Float(-right * sine + down * cosine + Double(height) / 2 - 0.5)
            guard x > -1, y > -1, x < Float(width), y < Float(height) else { continue }
            target[row &* wide &+ column] = between(source, x, y, surround)
          }
        }
      }
    }
    return result
  }

  /// The value between four pixels; beyond the edge lies the surround.
  @inline(__always)
  private func between(
    _ source: UnsafeBufferPointer<UInt8>, _ x: Float, _ y: Float, _ surround: UInt8
  ) -> UInt8 {
    let (left, top) = (Int(floorOf: x), Int(floorOf: y))
    let (right, down) = (x - Float(left), y - Float(top))
    let isInside = left >= 0 && top >= 0 && left &+ 1 < width && top &+ 1 < height
    @inline(__always) func value(_ x: Int, _ y: Int) -> Float {
      isInside ? Float(source[y &* width &+ x]) : at(source, x, y, surround)
    }
    let upper = value(left, top) * (1 - right) + value(left &+ 1, top) * right
    let lower = value(left, top &+ 1) * (1 - right) + value(left &+ 1, top &+ 1) * right
    return UInt8(truncatingIfNeeded: Int32(upper * (1 - down) + lower * down + 0.5))
  }

  @inline(__always)
  private func at(
    _ source: UnsafeBufferPointer<UInt8>, _ x: Int, _ y: Int, _ surround: UInt8
  ) -> Float {
    guard x >= 0, y >= 0, x < width, y < height else { return Float(surround) }
    return Float(source[y &* width &+ x])
  }
}
