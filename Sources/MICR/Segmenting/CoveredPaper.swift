/// A mark on the line that is wider than any print: a bar, a blot, a thick pen.
///
/// To a strip it is paper, and of what it covers nothing is left: a digit under it was not seen.
struct CoveredPaper {
  /// Where it is, seen from the characters read; `nil` where there is none.
  private(set) var place: UnexplainedInk.Place?

  /// Paper that is darker than this share of that of the characters beside it is covered; where
  /// one may stand between two others, a mark as pale as this counts.
  private static let covered: Float = 0.6
  private static let coveredInside: Float = 0.85
  /// A character cannot be seen where so many of the rows of the line are covered.
  private static let leastRows = 5
  /// What is narrower leaves enough of a character.
  private static let leastColumns = 3
  /// The characters on each side that tell how bright the paper is.
  private static let neighbours = 3
  /// Beside the line a mark has paper behind it, as bright as this share of that of the line and
  /// as wide as a character; what has none is the table on which the check lies.
  private static let bright: Float = 0.85

  private let strip: Strip

  /// Looks along a reading.
  ///
  /// - Parameters:
  ///   - explained: Which columns have a character.
  ///   - columns: What to look at.
  ///   - mayGoOn: Whether the line may have one more field on its right.
  init(
    _ reading: LineReading, explained: [Bool], within columns: ClosedRange<Int>, mayGoOn: Bool
  ) {
    strip = reading.strip
    let characters = reading.characters
    guard let first = characters.first?.column, let last = characters.last?.column else { return }
    let levels = characters.map { found in
      level(from: max(found.column - E13BGlyph(found.character).width + 1, 0), to: found.column)
    }
    for (index, pair) in zip(characters, characters.dropFirst()).enumerated() {
      let paper = min(
        Self.typical(levels[...index].suffix(Self.neighbours)),
        Self.typical(levels[(index + 1)...].prefix(Self.neighbours)))
      let hasRoom = Float(pair.1.column - pair.0.column) > 1.4 * LineDecoder.pitch
      let limit = paper * (hasRoom ? Self.coveredInside : Self.covered)
      let run = longestRun(in: pair.0.column..<pair.1.column, below: limit, explained)
      if run >= Self.leastColumns { place = .inside }
    }
    guard place == nil else { return }
    let left = (columns.lowerBound..<first).reversed()
    let right = last + 1..<columns.upperBound + 1
    let farLeft = characters.first?.character == .transit ? Self.gapBeforeTransit : Self.nextToLine
    let farRight = mayGoOn ? UnexplainedInk.widestGap : Self.nextToLine
    if isCovered(left, Self.typical(levels.prefix(2 * Self.neighbours)), farLeft, explained) {
      place = .left
    } else if isCovered(
      right, Self.typical(levels.suffix(2 * Self.neighbours)), farRight, explained)
    {
      place = .right
    }
  }

  /// Where a mark may hide something, in pitches from the line: an auxiliary on-us field left of the
  /// routing number, and more of the number at either end.
  private static let gapBeforeTransit: Float = 4
  private static let nextToLine: Float = 1.5

  private func longestRun(in columns: Range<Int>, below limit: Float, _ explained: [Bool]) -> Int {
    var (run, longest) = (0, 0)
    for column in columns {
      run = !explained[column] && isDark(column, below: limit) ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  /// Whether there is a mark that begins within some pitches of the line, and paper behind it.
  private func isCovered(
    _ columns: some Sequence<Int>, _ paper: Float, _ reach: Float, _ explained: [Bool]
  ) -> Bool {
    var (dark, light) = (0, 0)
    let farthest = Int(reach * LineDecoder.pitch)
    for (distance, column) in columns.enumerated() where !explained[column] {
      if dark == 0 && distance > farthest { return false }
      if isDark(column, below: Self.covered * paper) {
        (dark, light) = (dark + 1, 0)
      } else if dark >= Self.leastColumns, level(from: column, to: column) > Self.bright * paper {
        light += 1
        if Float(light) >= LineDecoder.pitch { return true }
      } else {
        (dark, light) = (dark >= Self.leastColumns ? dark : 0, 0)
      }
    }
    return false
  }

  private func isDark(_ column: Int, below limit: Float) -> Bool {
    rows(of: column).count { Float($0) < limit } >= Self.leastRows
  }

  private func level(from first: Int, to last: Int) -> Float {
    let sum = (first...last).reduce(0) { $0 + rows(of: $1).reduce(0) { $0 + Int($1) } }
    return Float(sum) / Float((last - first + 1) * E13BGlyph.lineHeight)
  }

  /// The paper of the rows that a line has.
  private func rows(of column: Int) -> ArraySlice<UInt8> {
    let top = column * Strip.rows + (Strip.rows - E13BGlyph.lineHeight) / 2
    return strip.paper[top..<top + E13BGlyph.lineHeight]
  }

  private static func typical(_ levels: some Collection<Float>) -> Float {
    levels.isEmpty ? 0 : levels.sorted()[levels.count / 2]
  }
}
