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

  /// The same strip, read the other way round.
  func upsideDown() -> Strip {
    Strip(
      geometry: geometry.upsideDown(), pictureWidth: pictureWidth, pictureX: pictureX.reversed(),
      ink: ink.reversed(), paper: paper.reversed())
  }

  private init(
    geometry: LineGeometry, pictureWidth: Int, pictureX: [Double], ink: [Float], paper: [UInt8]
  ) {
    self.geometry = geometry
    self.pictureWidth = pictureWidth
    self.pictureX = pictureX
    self.ink = ink
    self.paper = paper
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
    extremum(extremum(gray, columns: columns, .greatest), columns: columns, .least)
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

  /// How far the square of the closing reaches from its middle, in samples.
  private static let radius = 6

  /// Which of two values a pass over the square keeps.
  private enum Extreme {
    case greatest, least

    /// The value of the margin, which no sample is worse than.
    var margin: UInt8 { self == .greatest ? 0 : 255 }
  }

  /// The greatest or least value in the square around each sample.
  private static func extremum(_ values: [UInt8], columns: Int, _ kept: Extreme) -> [UInt8] {
    // Each column is followed by its lower margin, which is the upper one of the next.
    let step = rows + radius
    let size = (columns + 2 * radius) * step + radius
    var square = [UInt8](repeating: kept.margin, count: size)
    var result = values
    square.withUnsafeMutableBytes { square in
      values.withUnsafeBytes { values in
        for column in 0..<columns {
          let start = (column + radius) * step + radius
          square[start..<start + rows].copyBytes(from: values[column * rows..<(column + 1) * rows])
        }
      }
      widen(square, by: step, kept)
      widen(square, by: 1, kept)
      result.withUnsafeMutableBytes { result in
        for column in 0..<columns {
          // A window is kept where it begins, in the upper left margin.
          result[column * rows..<(column + 1) * rows].copyBytes(
            from: square[column * step..<column * step + rows])
        }
      }
    }
    return result
  }

  /// Replaces each value by the best of itself and those that follow at a distance, up to twice the
  /// radius: of 2, of 4, of 8, and of the 13 that two of 8 cover.
  private static func widen(
    _ values: UnsafeMutableRawBufferPointer, by step: Int, _ kept: Extreme
  ) {
    guard let start = values.baseAddress else { return }
    for ahead in [step, 2 * step, 4 * step, (2 * radius - 7) * step] {
      let count = max(values.count - ahead, 0)
      var index = 0
      while index &+ 16 <= count {
        let here = start.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
        let next = start.loadUnaligned(fromByteOffset: index &+ ahead, as: SIMD16<UInt8>.self)
        let isBetter = kept == .greatest ? next .> here : next .< here
        let best = here.replacing(with: next, where: isBetter)
        start.storeBytes(of: best, toByteOffset: index, as: SIMD16<UInt8>.self)
        index &+= 16
      }
      while index < count {
        let (here, next) = (values[index], values[index &+ ahead])
        values[index] = kept == .greatest ? max(here, next) : min(here, next)
        index &+= 1
      }
    }
  }
}

extension Strip {
  /// The ink of dark print: the sample that one in fifty exceeds.
  var contrast: Float {
    var counts = [Int](repeating: 0, count: 256)
    for value in ink { counts[min(max(Int(value), 0), 255)] += 1 }
    let wanted = max(ink.count / 50, 1)
    var seen = 0
    for value in stride(from: 255, through: 0, by: -1) {
      seen += counts[value]
      if seen >= wanted { return Float(value) }
    }
    return 0
  }
}
