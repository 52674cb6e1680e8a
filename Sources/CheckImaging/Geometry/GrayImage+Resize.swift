import Foundation

extension GrayImage {
  /// The picture at another size, each pixel the mean of the area it covers.
  ///
  /// Along an axis that grows, values are interpolated linearly instead.
  ///
  /// - Parameters:
  ///   - newWidth: The new number of columns; taken as 1 when below.
  ///   - newHeight: The new number of rows; taken as 1 when below.
  public func resized(width newWidth: Int, height newHeight: Int) -> GrayImage {
    let newWidth = max(newWidth, 1)
    let newHeight = max(newHeight, 1)
    if newWidth == width && newHeight == height { return self }
    let columns = ResampleAxis(from: width, to: newWidth)
    let rows = ResampleAxis(from: height, to: newHeight)
    var result = [UInt8](repeating: 0, count: newWidth * newHeight)
    var line = [Float](repeating: 0, count: width)
    result.withUnsafeMutableBufferPointer { result in
      line.withUnsafeMutableBufferPointer { line in
        pixels.withUnsafeBufferPointer { pixels in
          for y in 0..<newHeight {
            line.update(repeating: 0)
            for tap in rows.taps(of: y) {
              let start = tap.index * width
              for x in 0..<width { line[x] += tap.weight * Float(pixels[start &+ x]) }
            }
            for x in 0..<newWidth {
              var sum: Float = 0.5
              for tap in columns.taps(of: x) { sum += tap.weight * line[tap.index] }
              result[y * newWidth + x] = UInt8(min(max(sum, 0), 255))
            }
          }
        }
      }
    }
    return GrayImage(width: newWidth, height: newHeight, pixels: result)
  }

  /// The picture shrunk so that neither side exceeds a limit; itself when it is small enough.
  public func limited(toLongSide limit: Int) -> GrayImage {
    let side = max(width, height)
    guard side > limit, limit > 0 else { return self }
    let scale = Double(limit) / Double(side)
    return resized(
      width: Int((Double(width) * scale).rounded()), height: Int((Double(height) * scale).rounded())
    )
  }
}

/// Which old pixels make up each new one along one axis, and with what weight.
private struct ResampleAxis {
  struct Tap {
    var index: Int
    var weight: Float
  }

  private var all: [Tap] = []
  private var starts: [Int] = [0]

  init(from old: Int, to new: Int) {
    let scale = Double(old) / Double(new)
    for position in 0..<new {
      if scale > 1 {
        addArea(from: Double(position) * scale, to: Double(position + 1) * scale, limit: old)
      } else {
        let center = min(max((Double(position) + 0.5) * scale - 0.5, 0), Double(old - 1))
        let low = Int(center)
        let share = Float(center - Double(low))
        all.append(Tap(index: low, weight: 1 - share))
        if share > 0 { all.append(Tap(index: min(low + 1, old - 1), weight: share)) }
      }
      starts.append(all.count)
    }
  }

  private mutating func addArea(from low: Double, to high: Double, limit: Int) {
    let last = min(Int(high.rounded(.up)), limit) - 1
    for index in min(Int(low), last)...last {
      let covered = min(high, Double(index + 1)) - max(low, Double(index))
      if covered > 0 { all.append(Tap(index: index, weight: Float(covered / (high - low)))) }
    }
  }

  func taps(of position: Int) -> ArraySlice<Tap> {
    all[starts[position]..<starts[position + 1]]
  }
}
