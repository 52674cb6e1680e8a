/// How much of each pixel is covered by one ink, in 255ths.
///
/// Strokes of a layer that overlap are no darker than one, since each pixel keeps its greatest
/// coverage; so a letter of many pieces looks like one.
package struct InkLayer {
  package let width: Int
  package let height: Int
  private(set) var coverage: [UInt8]
  /// The rows that may have ink.
  private(set) var rows: Range<Int>

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
    coverage = Array(repeating: 0, count: width * height)
    rows = 0..<0
  }

  /// Draws a line through points (in pixels) with round ends and joints.
  package mutating func stroke(_ points: [Point], lineWidth: Double) {
    guard let first = points.first else { return }
    var start = first
    for end in points.count == 1 ? points[...] : points.dropFirst() {
      capsule(from: start, to: end, lineWidth: lineWidth)
      start = end
    }
  }

  private mutating func capsule(from start: Point, to end: Point, lineWidth: Double) {
    // A line thinner than a pixel is drawn a pixel wide and lighter.
    let outer = Float(max(lineWidth, 1) / 2 + 0.5)
    let full = 255 * Float(min(lineWidth, 1))
    let reach = Double(outer)
    let columns = Self.pixels(min(start.x, end.x) - reach, max(start.x, end.x) + reach, width)
    let touched = Self.pixels(min(start.y, end.y) - reach, max(start.y, end.y) + reach, height)
    guard !columns.isEmpty && !touched.isEmpty else { return }
    note(touched)
    let (dx, dy) = (Float(end.x - start.x), Float(end.y - start.y))
    let squaredLength = dx * dx + dy * dy
    let perLength = squaredLength > 0 ? 1 / squaredLength : 0
    coverage.withUnsafeMutableBufferPointer { coverage in
      for row in touched {
        let py = Float(row) + 0.5 - Float(start.y)
        for column in columns.clamped(
          to: Self.reached(row, of: width, from: start, to: end, outer: reach))
        {
          let px = Float(column) + 0.5 - Float(start.x)
          let along = max(0, min(1, (px * dx + py * dy) * perLength))
          let (ex, ey) = (px - along * dx, py - along * dy)
          let squared = ex * ex + ey * ey
          guard squared < outer * outer else { continue }
          let covered = UInt8(min(1, outer - squared.squareRoot()) * full)
          let index = row &* width &+ column
          if covered > coverage[index] { coverage[index] = covered }
        }
      }
    }
  }

  /// The columns of a row that a line may reach: of a slanting one a few.
  private static func reached(
    _ row: Int, of width: Int, from start: Point, to end: Point, outer: Double
  ) -> Range<Int> {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    guard abs(dy) > 1 else { return 0..<width }
    let middle = start.x + (Double(row) + 0.5 - start.y) * dx / dy
    // A pixel more than is needed, lest rounding leave one out.
    let half = outer * (dx * dx + dy * dy).squareRoot() / abs(dy) + 1
    return pixels(middle - half, middle + half, width)
  }

  /// Fills a rectangle given in pixels; a pixel gets the share of its area that lies inside, added
  /// to what it has, so that rectangles side by side leave no seam.
  package mutating func fill(left: Double, top: Double, right: Double, bottom: Double) {
    change(left: left, top: top, right: right, bottom: bottom) { covered, share in
      UInt8(min(255, Double(covered) + share.rounded()))
    }
  }

  /// Takes ink away in a rectangle given in pixels.
  package mutating func clear(left: Double, top: Double, right: Double, bottom: Double) {
    change(left: left, top: top, right: right, bottom: bottom) { covered, share in
      UInt8(max(0, Double(covered) - share.rounded()))
    }
  }

  private mutating func change(
    left: Double, top: Double, right: Double, bottom: Double,
    _ change: (_ covered: UInt8, _ share: Double) -> UInt8
  ) {
    let columns = Self.pixels(left, right, width)
    let touched = Self.pixels(top, bottom, height)
    guard !columns.isEmpty && !touched.isEmpty else { return }
    note(touched)
    for row in touched {
      let tall = min(bottom, Double(row + 1)) - max(top, Double(row))
      for column in columns {
        let wide = min(right, Double(column + 1)) - max(left, Double(column))
        let index = row * width + column
        coverage[index] = change(coverage[index], 255 * wide * tall)
      }
    }
  }

  private static func pixels(_ low: Double, _ high: Double, _ count: Int) -> Range<Int> {
    let first = Int(max(0, min(Double(count), low.rounded(.down))))
    let end = Int(max(0, min(Double(count), high.rounded(.up))))
    return first..<max(first, end)
  }

  private mutating func note(_ touched: Range<Int>) {
    guard !rows.isEmpty else { return rows = touched }
    rows = min(rows.lowerBound, touched.lowerBound)..<max(rows.upperBound, touched.upperBound)
  }
}
