import CheckImaging
import Foundation

/// A line of print, straightened: two samples to a module in both directions, ink high.
///
/// Samples are stored column by column, each from the top, so that the columns of one character lie
/// in one piece. The middle of the line is the middle row.
struct Strip {
  /// Samples to a module.
  static let scale = 2
  /// The rows of a character's window: 9 modules and a margin of 1.5 above and below.
  static let windowRows = 24
  /// How far a window may move up and down, in rows.
  static let slack = 4
  /// The rows of the strip.
  static let rows = windowRows + 2 * slack
  /// No strip has more columns, whatever the picture.
  static let mostColumns = 6000

  let geometry: LineGeometry
  /// The width of the picture, in pixels.
  let pictureWidth: Int
  /// The place in the picture, in pixels from its left edge, under the middle of each column.
  let pictureX: [Double]
  /// How much of the light of its surroundings each sample takes, from 0 to 200, which is all of
  /// it; `rows` to a column.
  let ink: [Float]
  /// The grey values of the paper: of a dark mark that is wider than any print, its own.
  let paper: [UInt8]

  var columns: Int { pictureX.count }

  /// The mean grey of the paper of a column, in some of its rows.
  func paperBrightness(of column: Int, in rows: Range<Int>) -> Float {
    let start = column * Self.rows
    let sum = paper[start + rows.lowerBound..<start + rows.upperBound].reduce(0) { $0 + Int($1) }
    return Float(sum) / Float(rows.count)
  }

  init(_ image: GrayImage, along geometry: LineGeometry, from start: Double, to end: Double) {
    self.geometry = geometry
    pictureWidth = image.width
    pictureX = Self.columns(along: geometry, from: start, to: end)
    let gray = Self.sample(image, along: geometry, at: pictureX)
    paper = Self.closing(of: gray, columns: pictureX.count)
    ink = Self.blackHat(gray, paper: paper)
  }

  private static func columns(
    along geometry: LineGeometry, from start: Double, to end: Double
  ) -> [Double] {
    var result: [Double] = []
    var x = start
    while x < end && result.count < mostColumns {
      result.append(x)
      let slope = geometry.center(at: x).slope
      x += max(geometry.moduleWidth(at: x), 0.3) / Double(scale) / (1 + slope * slope).squareRoot()
    }
    return geometry.isUpsideDown ? result.reversed() : result
  }

  /// Interpolates the picture at each place of the strip, in fixed-point numbers of 1/65536 pixel.
  private static func sample(
    _ image: GrayImage, along geometry: LineGeometry, at columns: [Double]
  ) -> [UInt8] {
    var result = [UInt8](repeating: 255, count: columns.count * rows)
    let direction = geometry.isUpsideDown ? -1.0 : 1.0
    image.pixels.withUnsafeBufferPointer { pixels in
      result.withUnsafeMutableBufferPointer { result in
        let sampler = PixelSampler(pixels: pixels, width: image.width, height: image.height)
        for (column, x) in columns.enumerated() {
          let (y, slope) = geometry.center(at: x)
          let length = (1 + slope * slope).squareRoot()
          let step = geometry.moduleHeight(at: x) / Double(scale)
          let across = geometry.moduleWidth(at: x) / Double(scale) * direction
          let down = (x: -slope / length * step * direction, y: step / length * direction)
          // Where a sample covers several pixels, their mean: at most 4 by 4 of them.
          let taps = min(max(Int(step + 0.3), 1), 4)
          let sums = UnsafeMutableBufferPointer(
            rebasing: result[column * rows..<(column + 1) * rows])
          withUnsafeTemporaryAllocation(of: UInt32.self, capacity: rows) { totals in
            totals.initialize(repeating: 0)
            for tap in 0..<taps * taps {
              let offsetX = (Double(tap % taps) + 0.5) / Double(taps) - 0.5
              let offsetY = (Double(tap / taps) + 0.5) / Double(taps) - 0.5
              let first = offsetY - Double(rows - 1) / 2
              sampler.add(
                to: totals,
                x: x + first * down.x + offsetX * across - 0.5,
                y: y + first * down.y + offsetX * across * slope - 0.5, down: down)
            }
            let share = UInt32(taps * taps)
            for row in 0..<rows { sums[row] = UInt8(truncatingIfNeeded: totals[row] / share) }
          }
        }
      }
    }
    return result
  }

  /// Paper that is darker than this is taken to be of this grey, lest its noise become print.
  private static let leastPaper: Float = 50

  /// The morphological closing with a square of 6.5 modules, which covers the largest block of ink,
  /// the foot of the 1 in heavy print.
  private static func closing(of gray: [UInt8], columns: Int) -> [UInt8] {
    let radius = 6
    var closed = extremum(gray, count: columns, stride: rows, along: columns, radius) {
      max($0, $1)
    }
    closed = extremum(closed, count: columns, stride: 1, along: rows, radius) { max($0, $1) }
    closed = extremum(closed, count: columns, stride: rows, along: columns, radius) { min($0, $1) }
    return extremum(closed, count: columns, stride: 1, along: rows, radius) { min($0, $1) }
  }

  /// The paper less the picture, as a share of the paper: that becomes 0 whatever its shade, and
  /// print in a shadow is as dark as elsewhere.
  private static func blackHat(_ gray: [UInt8], paper: [UInt8]) -> [Float] {
    var ink = [Float](repeating: 0, count: gray.count)
    for index in ink.indices {
      let level = Float(paper[index])
      ink[index] = (level - Float(gray[index])) * (200 / max(level, leastPaper))
    }
    return ink
  }

  /// The greatest or least value within a radius along the columns (`stride` = rows) or the rows.
  @inline(__always)
  private static func extremum(
    _ values: [UInt8], count columns: Int, stride: Int, along length: Int, _ radius: Int,
    _ better: (UInt8, UInt8) -> UInt8
  ) -> [UInt8] {
    var result = values
    result.withUnsafeMutableBufferPointer { result in
      values.withUnsafeBufferPointer { values in
        if stride == rows {
          for column in 0..<columns {
            let start = column &* rows
            for other in max(column - radius, 0)...min(column + radius, columns - 1) {
              let from = other &* rows
              for row in 0..<rows {
                result[start &+ row] = better(result[start &+ row], values[from &+ row])
              }
            }
          }
        } else {
          for column in 0..<columns {
            let start = column &* rows
            for row in 0..<rows {
              var best = values[start &+ row]
              for other in max(row &- radius, 0)...min(row &+ radius, rows &- 1) {
                best = better(best, values[start &+ other])
              }
              result[start &+ row] = best
            }
          }
        }
      }
    }
    return result
  }
}
