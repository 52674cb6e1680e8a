/// A band lighter than the paper that runs down through a character, as a dirty sensor leaves it: it
/// takes ink away, and an 8 without its left side is a 3.
struct LightBand {
  /// Paper that is brighter than that of its surroundings by this factor is a band.
  private static let brighter: Float = 1.08
  /// How far the surroundings reach on each side, in pitches.
  private static let surroundings: Float = 3
  /// The columns beside a band that its blur reaches.
  private static let blur = 2

  /// Whether each column of the strip is in a band.
  let isLight: [Bool]

  init(_ strip: Strip) {
    let levels = (0..<strip.columns).map { column in
      let rows = strip.paper[column * Strip.rows..<(column + 1) * Strip.rows]
      return Float(rows.reduce(0) { $0 + Int($1) }) / Float(Strip.rows)
    }
    let reach = Int(Self.surroundings * LineDecoder.pitch)
    // The surroundings hardly change from one column to the next.
    let step = Int(LineDecoder.pitch) / 2
    var typical: Float = 0
    isLight = levels.indices.map { column in
      if column % step == 0 {
        let near = levels[max(column - reach, 0)...min(column + reach, levels.count - 1)]
        typical = near.sorted()[near.count / 2]
      }
      return levels[column] > Self.brighter * typical
    }
  }

  /// What a band hides of a character; `nil` where there is none.
  func hidden(of found: DecodedCharacter) -> HiddenPart? {
    let window =
      max(
        found.column - GlyphTemplates.rightEdge, 0)...min(
        found.column + 1, isLight.count - 1)
    guard let first = window.first(where: { isLight[$0] }),
      let last = window.last(where: { isLight[$0] })
    else { return nil }
    let columns = first - Self.blur...last + Self.blur
    return HiddenPart(
      columns: Array(repeating: columns, count: Strip.windowRows), found: found)
  }
}
