/// A stroke that comes down on a character from above the line and goes on below it.
///
/// It may hide what tells the character from another: a 4 whose right side lies under a ruled line
/// has all the ink of a 9 but a bar at the top. Of a character at the edge of the strip a few rows
/// above or below are all that is seen, and enough: a speck there costs no more than a doubt.
enum CrossingStroke {
  /// The columns beside the ink of a stroke that its blur reaches.
  private static let blur = 2
  /// A stroke goes on above and below a character for so many rows, or to the edge of the strip.
  private static let length = 4
  /// From one row to the next a stroke moves by this many columns at the most.
  private static let slope = 2

  /// What a stroke hides of a character; `nil` where there is none.
  ///
  /// - Parameter limit: The least ink of a stroke.
  static func hidden(of found: DecodedCharacter, on strip: Strip, limit: Float) -> HiddenPart? {
    let shift = Int(found.shift.rounded())
    let top = (Strip.rows - E13BGlyph.lineHeight) / 2 + shift
    let bottom = top + E13BGlyph.lineHeight - 1
    let width = E13BGlyph(found.character).width
    let columns = max(found.column - width, 0)...min(found.column + 1, strip.columns - 1)
    // A row of blur between the character and what touches it counts for neither.
    guard
      let above = trace(strip, from: top - 2, by: -1, within: columns, limit: limit),
      let below = trace(strip, from: bottom + 2, by: 1, within: columns, limit: limit)
    else { return nil }
    let (first, last) = (Double(top - 2), Double(bottom + 2))
    let windowTop = Strip.slack + shift
    let hidden = (windowTop..<windowTop + Strip.windowRows).map { row -> ClosedRange<Int>? in
      let share = min(max((Double(row) - first) / (last - first), 0), 1)
      func between(_ one: Int, _ other: Int) -> Double {
        Double(one) + share * Double(other - one)
      }
      let left = between(above.lowerBound, below.lowerBound).rounded(.down)
      let right = between(above.upperBound, below.upperBound).rounded(.up)
      return Int(left) - blur...Int(right) + blur
    }
    return HiddenPart(columns: hidden, found: found)
  }

  /// Follows ink from a row on, and gives the columns where it begins; `nil` where it ends before
  /// the edge of the strip and is short.
  private static func trace(
    _ strip: Strip, from start: Int, by step: Int, within columns: ClosedRange<Int>, limit: Float
  ) -> ClosedRange<Int>? {
    var begin: ClosedRange<Int>?
    var reach = columns
    for row in stride(from: start, to: start + step * length, by: step)
    where (0..<Strip.rows).contains(row) {
      let dark = reach.filter { strip.ink[$0 * Strip.rows + row] > limit }
      guard let first = dark.first, let last = dark.last else { return nil }
      if begin == nil { begin = first...last }
      reach = max(first - slope, 0)...min(last + slope, strip.columns - 1)
    }
    return begin
  }
}
