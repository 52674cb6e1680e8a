import Foundation

/// How far the lines of print lie from level.
enum SkewMeasure {
  /// The copy that is looked at has a longer side of at least this many pixels, where there is one.
  private static let leastSide = 300
  /// Steps between a row and the next that are less than this share of the contrast are no print.
  private static let leastStep = 0.2
  /// Fewer of them tell nothing, and more of them no more.
  private static let (leastPoints, mostPoints) = (60, 1600)
  /// The steepest skew that is told, in degrees.
  private static let most = 16.0

  /// The angle, in degrees from 0 to 16, along which the upper and lower edges of print fall
  /// together best; `nil` where there is too little print.
  static func degrees(of scales: GrayScales, contrast: Double) -> Double? {
    let image =
      [scales.quarter, scales.half].first { max($0.width, $0.height) >= leastSide } ?? scales.full
    let points = edges(of: image, least: Int(max(8, leastStep * contrast)))
    guard points.count >= leastPoints else { return nil }
    var rows = [Int32](repeating: 0, count: 2 * (image.width + image.height) + 4)
    func best(_ angles: [Double], width: Float) -> Double {
      angles.map { (angle: $0, score: score(points, $0, width, &rows)) }
        .max { $0.score < $1.score }?.angle ?? 0
    }
    let coarse = best(Array(stride(from: -most, through: most, by: 1)), width: 2)
    let closer = best(Array(stride(from: coarse - 1, through: coarse + 1, by: 0.25)), width: 1)
    let fine = best(
      Array(stride(from: closer - 0.25, through: closer + 0.25, by: 0.05)), width: 1)
    return min(abs(fine), most)
  }

  private typealias Point = (x: Float, y: Float)

  /// Pixels below which the picture gets darker or lighter, spread evenly over it.
  private static func edges(of image: GrayImage, least: Int) -> [Point] {
    var points: [Point] = []
    image.pixels.withUnsafeBufferPointer { pixels in
      for y in 0..<image.height - 1 {
        for x in 0..<image.width {
          let at = y &* image.width &+ x
          let step = Int(pixels[at]) &- Int(pixels[at &+ image.width])
          if abs(step) >= least { points.append((Float(x), Float(y))) }
        }
      }
    }
    guard points.count > mostPoints else { return points }
    return (0..<mostPoints).map { points[$0 * points.count / mostPoints] }
  }

  /// How unevenly the points fall into rows that lie at an angle.
  private static func score(
    _ points: [Point], _ angle: Double, _ width: Float, _ rows: inout [Int32]
  ) -> Int {
    let (sine, cosine) = (Float(sin(angle * .pi / 180)), Float(cos(angle * .pi / 180)))
    let middle = Float(rows.count / 2)
    return rows.withUnsafeMutableBufferPointer { rows in
      rows.update(repeating: 0)
      for point in points {
        rows[Int((point.y * cosine - point.x * sine) / width + middle)] &+= 1
      }
      var sum = 0
      for count in rows { sum &+= Int(count) &* Int(count) }
      return sum
    }
  }
}
