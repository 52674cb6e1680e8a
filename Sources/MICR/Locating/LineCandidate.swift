/// Marks that stand in one row, and what they tell of the line.
struct LineCandidate {
  let marks: [Mark]
  let geometry: LineGeometry

  /// How many neighbours stand at an even pitch; the more, the likelier the line.
  let score: Double

  init?(marks unsorted: [Mark]) {
    let marks = unsorted.sorted { $0.right < $1.right }
    guard marks.count >= 4, let first = marks.first, let last = marks.last else { return nil }
    let height = Self.median(marks.map(\.height))
    let span = max(last.right - first.left, 1) / 2
    let origin = first.left + span
    let points = marks.map { (t: (($0.left + $0.right) / 2 - origin) / span, value: $0.middle) }
    guard
      let center = Polynomial(
        robustlyFitting: points, degree: marks.count >= 10 ? 2 : 1, tolerance: 0.1 * height)
    else { return nil }

    // Edges of characters side by side are one pitch apart: right edges, or left ones where the
    // line stands on its head. The commonest distance tells the pitch.
    let right = Self.regularity(of: marks.map(\.right), height: height)
    let left = Self.regularity(of: marks.map(\.left).sorted(), height: height)
    let (pitch, regular) = left.count > right.count ? left : right
    guard regular >= 2 else { return nil }
    self.marks = marks
    score = Double(regular) * Double(regular) / Double(marks.count)
    geometry = LineGeometry(
      center: center, moduleHeight: Polynomial(height / 9),
      moduleWidth: Polynomial(pitch / E13BGlyph.pitchInModules), origin: origin, span: span,
      fitted: first.left...last.right)
  }

  /// The same candidate on a picture so many times as large.
  func scaled(by factor: Double) -> LineCandidate? {
    LineCandidate(marks: marks.map { $0.scaled(by: factor) })
  }

  /// Whether another candidate is a piece of the same line.
  func continues(_ other: LineCandidate) -> Bool {
    let height = geometry.moduleHeight.coefficients[0] * 9
    let otherHeight = other.geometry.moduleHeight.coefficients[0] * 9
    guard abs(height - otherHeight) < 0.14 * height + 0.5 else { return false }
    let here = geometry.center(at: other.geometry.origin)
    let there = other.geometry.center(at: geometry.origin)
    let distance = abs(geometry.origin - other.geometry.origin)
    let slack = 0.25 * height + 0.02 * distance
    return abs(here.y - other.geometry.center(at: other.geometry.origin).y) < slack
      && abs(there.y - geometry.center(at: geometry.origin).y) < slack
  }

  /// Whether another candidate's marks are about the same as these.
  func resembles(_ other: LineCandidate) -> Bool {
    let (here, there) = (geometry, other.geometry)
    let height = here.moduleHeight(at: here.origin)
    let ends = (here.fitted, there.fitted)
    let common =
      min(ends.0.upperBound, ends.1.upperBound) - max(ends.0.lowerBound, ends.1.lowerBound)
    return abs(here.center(at: there.origin).y - there.center(at: there.origin).y) < 1.3 * height
      && abs(height / there.moduleHeight(at: there.origin) - 1) < 0.06
      && abs(here.moduleWidth(at: here.origin) / there.moduleWidth(at: there.origin) - 1) < 0.06
      && common > 0.6 * (ends.0.upperBound - ends.0.lowerBound)
  }

  private static func median(_ values: [Double]) -> Double {
    values.sorted()[values.count / 2]
  }

  private static func regularity(
    of edges: [Double], height: Double
  ) -> (pitch: Double, count: Int) {
    let range = (0.65 * height)...(1.7 * height)
    let near = zip(edges, edges.dropFirst()).map { $1 - $0 }.filter(range.contains)
    return commonest(near, tolerance: 0.05 * height + 0.7)
  }

  /// The mean of the values around the one with the most others nearby, and their number.
  private static func commonest(
    _ values: [Double], tolerance: Double
  ) -> (pitch: Double, count: Int) {
    var best = (pitch: 0.0, count: 0)
    for value in values {
      let near = values.filter { abs($0 - value) <= tolerance }
      if near.count > best.count {
        best = (near.reduce(0, +) / Double(near.count), near.count)
      }
    }
    return best
  }
}
