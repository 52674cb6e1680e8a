import Foundation

/// Reads the notation in which the glyphs are drawn.
///
/// Each step is a letter and numbers: `m x y` lifts the pen and sets it down, `l x y` draws a
/// straight line, `h x y` and `v x y` draw a quarter of an ellipse that leaves horizontally or
/// vertically, and `q cx cy x y` a quadratic curve.
enum StrokeOutline {
  static func glyph(_ outline: String) -> StrokeFont.Glyph {
    var strokes: [[Point]] = []
    let words = outline.split(separator: " ")
    var index = 0
    func point() -> Point {
      defer { index += 2 }
      return Point(Double(words[index]) ?? 0, Double(words[index + 1]) ?? 0)
    }
    while index < words.count {
      let step = words[index]
      index += 1
      guard step != "m", let start = strokes.last?.last else {
        strokes.append([point()])
        continue
      }
      let through = step == "q" ? point() : start
      let points = curve(step, from: start, through: through, to: point())
      strokes[strokes.count - 1] += points
    }
    let width = strokes.joined().map(\.x).max() ?? 0
    return StrokeFont.Glyph(width: width, strokes: strokes)
  }

  private static func curve(
    _ step: Substring, from start: Point, through: Point, to end: Point
  ) -> [Point] {
    guard step != "l" else { return [end] }
    let pieces = 8
    return (1...pieces).map { piece in
      let along = Double(piece) / Double(pieces)
      let (sine, cosine) = (sin(along * .pi / 2), cos(along * .pi / 2))
      switch step {
      case "h":
        return Point(start.x + (end.x - start.x) * sine, end.y + (start.y - end.y) * cosine)
      case "v":
        return Point(end.x + (start.x - end.x) * cosine, start.y + (end.y - start.y) * sine)
      default:
        let (a, b, c) = ((1 - along) * (1 - along), 2 * along * (1 - along), along * along)
        return Point(
          a * start.x + b * through.x + c * end.x, a * start.y + b * through.y + c * end.y)
      }
    }
  }
}
