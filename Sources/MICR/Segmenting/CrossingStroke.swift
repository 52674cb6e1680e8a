/// A stroke that comes down on a character from above the line and goes on below it.
///
/// It may hide what tells the character from another: a 4 whose right side lies under a ruled line
/// has all the ink of a 9 but a bar at the top. Of a character at the edge of the strip a few rows
/// above or below are all that is seen, and enough: a speck there costs no more than a doubt.
struct CrossingStroke {
  /// The columns of the strip that it hides, from the topmost row of a window to the lowest.
  private let hidden: [ClosedRange<Int>]
  private let column: Int
  private let shift: Int

  /// The columns beside the ink of a stroke that its blur reaches.
  private static let blur = 2
  /// From one row to the next a stroke moves by this many columns at the most.
  private static let slope = 2
  /// So much less than the character that was read another may resemble what is to be seen.
  private static let margin: Float = 0.1

  /// Looks for a stroke over a character; `nil` where there is none.
  ///
  /// - Parameter limit: The least ink of a stroke.
  init?(over found: DecodedCharacter, on strip: Strip, limit: Float) {
    column = found.column
    shift = Int(found.shift.rounded())
    let top = (Strip.rows - E13BGlyph.lineHeight) / 2 + shift
    let bottom = top + E13BGlyph.lineHeight - 1
    let width = E13BGlyph(found.character).width
    let columns = max(column - width, 0)...min(column + 1, strip.columns - 1)
    // A row of blur between the character and what touches it counts for neither.
    guard
      let above = Self.trace(strip, from: top - 2, by: -1, within: columns, limit: limit),
      let below = Self.trace(strip, from: bottom + 2, by: 1, within: columns, limit: limit)
    else { return nil }
    let (first, last) = (Double(top - 2), Double(bottom + 2))
    let windowTop = Strip.slack + shift
    hidden = (windowTop..<windowTop + Strip.windowRows).map { row in
      let share = min(max((Double(row) - first) / (last - first), 0), 1)
      func between(_ one: Int, _ other: Int) -> Double {
        Double(one) + share * Double(other - one)
      }
      let left = between(above.lowerBound, below.lowerBound).rounded(.down)
      let right = between(above.upperBound, below.upperBound).rounded(.up)
      return Int(left) - Self.blur...Int(right) + Self.blur
    }
  }

  /// Follows ink from a row to the edge of the strip, and gives the columns where it begins; `nil`
  /// where it ends before.
  private static func trace(
    _ strip: Strip, from start: Int, by step: Int, within columns: ClosedRange<Int>, limit: Float
  ) -> ClosedRange<Int>? {
    var begin: ClosedRange<Int>?
    var reach = columns
    var row = start
    while row >= 0 && row < Strip.rows {
      let dark = reach.filter { strip.ink[$0 * Strip.rows + row] > limit }
      guard let first = dark.first, let last = dark.last else { return nil }
      if begin == nil { begin = first...last }
      reach = max(first - slope, 0)...min(last + slope, strip.columns - 1)
      row += step
    }
    return begin
  }

  /// The character that what is not hidden resembles about as much as the one that was read, or
  /// more; `nil` where it resembles that one by far the most.
  func rival(
    of character: MICRCharacter, on strip: Strip, templates: GlyphTemplates
  ) -> MICRCharacter? {
    let scores = GlyphTemplates.characters.indices.map {
      correlation(of: $0, on: strip, templates)
    }
    let own = GlyphTemplates.characters.firstIndex(of: character) ?? 0
    let best = scores.indices.filter { $0 != own }.max { scores[$0] < scores[$1] }
    guard let best, scores[best] > scores[own] - Self.margin else { return nil }
    return GlyphTemplates.characters[best]
  }

  /// The correlation of a template with its window, but for what is hidden.
  private func correlation(
    of character: Int, on strip: Strip, _ templates: GlyphTemplates
  ) -> Float {
    let left = column - GlyphTemplates.rightEdge
    var count: Float = 0
    var (x, y, xx, yy, xy): (Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0)
    for place in 0..<GlyphTemplates.columns where strip.pictureX.indices.contains(left + place) {
      for row in 0..<GlyphTemplates.rows where !hidden[row].contains(left + place) {
        let ink = strip.ink[(left + place) * Strip.rows + Strip.slack + shift + row]
        let drawn =
          templates.values[
            character * GlyphTemplates.size + place * GlyphTemplates.rows + row]
        count += 1
        x += ink
        y += drawn
        xx += ink * ink
        yy += drawn * drawn
        xy += ink * drawn
      }
    }
    let spread = (count * xx - x * x) * (count * yy - y * y)
    return spread > 0 ? (count * xy - x * y) / spread.squareRoot() : 0
  }
}
