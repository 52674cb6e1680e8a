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
    let levels = (0..<strip.columns).map {
      strip.paperBrightness(of: $0, in: 0..<Strip.rows)
    }
    let reach = Int(Self.surroundings * LineDecoder.pitch)
    let step = Int(LineDecoder.pitch) / 2
    let typical = stride(from: 0, to: levels.count + step, by: step).map { column in
      let first = min(max(column - reach, 0), levels.count)
      let near = levels[first..<max(first, min(column + reach + 1, levels.count))]
      return near.isEmpty ? 0 : near.sorted()[near.count / 2]
    }
    // Of the two nearest the brighter: where a shadow ends, paper is no band.
    isLight = levels.indices.map { column in
      levels[column] > Self.brighter * max(typical[column / step], typical[column / step + 1])
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
