/// Ink on the base line that no character accounts for.
struct UnexplainedInk {
  private(set) var reasons: [String] = []

  /// How far beyond its ends a line may go on, in pitches.
  private static let reach = 14

  init(_ reading: LineReading) {
    let strip = reading.strip
    guard let first = reading.characters.first, let last = reading.characters.last else { return }
    let limit = Self.inkLevel(of: reading) * 0.5
    var explained = [Bool](repeating: false, count: strip.columns)
    for found in reading.characters {
      let width = E13BGlyph(found.character).width
      for column in max(found.column - width - 1, 0)...min(found.column + 2, strip.columns - 1) {
        explained[column] = true
      }
    }
    let reach = Int(LineDecoder.pitch) * Self.reach
    let start = max(first.column - reach, 0)
    let end = min(last.column + reach, strip.columns - 1)
    guard start <= end else { return }
    var run = 0
    var place: String?
    for column in start...end {
      let dark = explained[column] ? 0 : Self.darkRows(of: strip, column: column, limit: limit)
      run = dark >= 4 ? run + dark : 0
      if run >= 10 {
        place =
          column < first.column
          ? "left of the line" : column > last.column ? "right of the line" : "inside the line"
        break
      }
    }
    if let place {
      reasons.append("There is print or a stroke \(place) that is no character.")
    }
  }

  /// The ink of a typical stroke of the characters found, in grey values.
  private static func inkLevel(of reading: LineReading) -> Float {
    var levels: [Float] = []
    for found in reading.characters {
      let width = E13BGlyph(found.character).width
      var darkest: Float = 0
      for column in max(found.column - width + 1, 0)...found.column {
        for row in 0..<Strip.rows {
          darkest = max(darkest, reading.strip.ink[column * Strip.rows + row])
        }
      }
      levels.append(darkest)
    }
    return levels.sorted()[levels.count / 2]
  }

  private static func darkRows(of strip: Strip, column: Int, limit: Float) -> Int {
    let margin = (Strip.rows - E13BGlyph.lineHeight) / 2
    var dark = 0
    for row in margin..<Strip.rows - margin where strip.ink[column * Strip.rows + row] > limit {
      dark += 1
    }
    return dark
  }
}
