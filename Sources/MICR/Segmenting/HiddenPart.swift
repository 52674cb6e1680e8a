/// The columns of a character's window that something hides, and what that makes of it.
struct HiddenPart {
  /// From the topmost row of the window to the lowest; `nil` where nothing is hidden.
  let columns: [ClosedRange<Int>?]
  /// The character that was read, and where.
  let found: DecodedCharacter

  /// So much less than the character that was read another may resemble what is to be seen.
  private static let margin: Float = 0.1

  /// The character that what is not hidden resembles about as much as the one that was read, or
  /// more; `nil` where it resembles that one by far the most.
  func rival(on strip: Strip, templates: GlyphTemplates) -> MICRCharacter? {
    let scores = GlyphTemplates.characters.indices.map {
      correlation(of: $0, on: strip, templates)
    }
    let own = GlyphTemplates.characters.firstIndex(of: found.character) ?? 0
    let best = scores.indices.filter { $0 != own }.max { scores[$0] < scores[$1] }
    guard let best, scores[best] > scores[own] - Self.margin else { return nil }
    return GlyphTemplates.characters[best]
  }

  /// The correlation of a template with its window, but for what is hidden.
  private func correlation(
    of character: Int, on strip: Strip, _ templates: GlyphTemplates
  ) -> Float {
    let left = found.column - GlyphTemplates.rightEdge
    let shift = Int(found.shift.rounded())
    var count: Float = 0
    var (x, y, xx, yy, xy): (Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0)
    for place in 0..<GlyphTemplates.columns where strip.pictureX.indices.contains(left + place) {
      for row in 0..<GlyphTemplates.rows where columns[row]?.contains(left + place) != true {
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
