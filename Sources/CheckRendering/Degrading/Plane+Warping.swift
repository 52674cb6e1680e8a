import Foundation

/// How a camera sees a sheet that is not flat before it.
struct Warp {
  /// By how much of its height the right side is shorter, from -0.3 to 0.3.
  var perspective: Double
  /// How far the middle sags, as a share of the height, from -0.1 to 0.1.
  var curl: Double
  /// How much table is seen on each side, as a share of the width, from 0 to 1.
  var surroundings: Double

  var isNone: Bool { perspective == 0 && curl == 0 && surroundings == 0 }
}

extension Plane {
  /// The plane as a camera sees it, on a table of a grey.
  func warped(_ warp: Warp, surround: UInt8) -> Plane {
    let border = Int((Double(width) * warp.surroundings).rounded())
    let (wide, tall) = (width + 2 * border, height + 2 * border)
    var result = Plane(
      width: wide, height: tall, samples: Array(repeating: surround, count: wide * tall))
    let middle = Double(height) / 2
    for column in 0..<wide {
      let t = (Double(column - border) + 0.5) / Double(width)
      // The far side is smaller in both directions: the steps along it shorten too.
      let depth = 1 - warp.perspective * (t - 0.5)
      let x = Double(width) * (0.5 + (t - 0.5) * (1 + 0.5 * warp.perspective * (t - 0.5))) - 0.5
      let sag = warp.curl * Double(height) * (1 - 4 * (t - 0.5) * (t - 0.5))
      for row in 0..<tall {
        let y = middle + (Double(row - border) + 0.5 - middle - sag) / depth - 0.5
        if let value = between(x, y) { result.samples[row * wide + column] = value }
      }
    }
    return result
  }

  /// The value between four pixels; `nil` outside.
  private func between(_ x: Double, _ y: Double) -> UInt8? {
    guard x > -0.5, y > -0.5, x < Double(width) - 0.5, y < Double(height) - 0.5 else { return nil }
    let (insideX, insideY) = (max(x, 0), max(y, 0))
    let (left, top) = (Int(insideX), Int(insideY))
    let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
    let (shareX, shareY) = (insideX - Double(left), insideY - Double(top))
    func at(_ column: Int, _ row: Int) -> Double { Double(samples[row * width + column]) }
    let upper = at(left, top) * (1 - shareX) + at(right, top) * shareX
    let lower = at(left, bottom) * (1 - shareX) + at(right, bottom) * shareX
    return UInt8(upper * (1 - shareY) + lower * shareY + 0.5)
  }
}
