/// A mark on the line that is wider than any print (a bar, a blot, a thick pen, a light band), or the
/// end of the paper beside it.
///
/// To a strip it is paper, and of what it covers nothing is left: a digit under it was not seen.
struct CoveredPaper {
  /// Where it is, seen from the characters read; `nil` where there is none.
  private(set) var place: Doubt.Side?

  /// Paper that is darker than this share of that of the characters beside it is covered.
  private static let covered: Float = 0.6
  /// Where there is room for a character, a mark as pale as this counts, if there is brighter paper
  /// on both sides of it: a shadow has it on one.
  private static let pale: Float = 0.85
  /// How far on each side the brighter paper may be, in pitches.
  private static let widestMark: Float = 8
  /// A character cannot be seen where so many of the rows of the line are covered.
  private static let leastRows = 5
  /// What is narrower leaves enough of a character.
  private static let leastColumns = 3
  /// The characters on each side that tell how bright the paper is.
  private static let neighbours = 3
  /// Beside the line a mark has paper behind it, as bright as this share of that of the line and
  /// as wide as a character; what has none is the table on which the check lies.
  private static let darkMark = (limit: covered, behind: Float(0.85))
  private static let paleMark = (limit: pale, behind: Float(0.93))

  private let strip: Strip
  /// The brightness of the paper of each column.
  private let brightness: [Float]
  private let band: LightBand

  /// Looks along a reading.
  ///
  /// - Parameters:
  ///   - explained: Which columns have a character.
  ///   - gaps: The columns between it and the parts of the line beside it.
  ///   - columns: What to look at.
  ///   - isFirst: Whether no part stands left of it.
  ///   - isLast: Whether no part stands right of it.
  ///   - ends: What may be missing at the ends of the line.
  init(
    _ reading: LineReading, explained: [Bool], gaps: [Range<Int>], within columns: ClosedRange<Int>,
    isFirst: Bool, isLast: Bool, ends: OpenEnds
  ) {
    strip = reading.strip
    brightness = (0..<strip.columns).map { [strip] column in
      strip.paperBrightness(of: column, in: Self.lineRows)
    }
    band = reading.band
    let characters = reading.characters
    guard let first = characters.first, let last = characters.last?.column else { return }
    let start = max(first.column - E13BGlyph(first.character).width + 1, columns.lowerBound)
    let levels = characters.map { found in
      level(max(found.column - E13BGlyph(found.character).width + 1, 0)...found.column)
    }
    for (index, pair) in zip(characters, characters.dropFirst()).enumerated() {
      let between = pair.0.column..<pair.1.column
      let paper = min(
        Self.typical(levels[...index].suffix(Self.neighbours)),
        Self.typical(levels[(index + 1)...].prefix(Self.neighbours)))
      let isCovered =
        Float(between.count) > 1.4 * LineDecoder.pitch && isCoveredWithRoom(between, explained)
      if isCovered || hasMark(in: between, below: Self.covered * paper, explained) {
        place = .inside
      }
    }
    if gaps.contains(where: { isCoveredWithRoom($0, explained) }) { place = .inside }
    guard place == nil else { return }
    let left = (columns.lowerBound..<start).reversed()
    let right = last + 1..<columns.upperBound + 1
    let (paperLeft, paperRight) = (
      Self.typical(levels.prefix(2 * Self.neighbours)),
      Self.typical(levels.suffix(2 * Self.neighbours))
    )
    let farLeft = first.character == .transit ? Self.gapBeforeTransit : Self.nextToLine
    let farRight = ends.right ? UnexplainedInk.widestGap : Self.nextToLine
    // At the other ends the paper goes on to the next part.
    if isFirst, !ends.closed.left,
      isCovered(left, paperLeft, farLeft, Self.darkMark, explained)
        || ends.left && isCovered(left, paperLeft, farLeft, Self.paleMark, explained)
        || ends.left && endsAtMark(left, levels.prefix(2).max() ?? 0, explained)
    {
      place = .left
    } else if isLast, !ends.closed.right,
      isCovered(right, paperRight, farRight, Self.darkMark, explained)
        || ends.right && isCovered(right, paperRight, farRight, Self.paleMark, explained)
        || endsAtMark(right, levels.suffix(2).max() ?? 0, explained)
    {
      place = .right
    }
  }

  /// Where a mark may hide something, in pitches from the line: an auxiliary on-us field left of the
  /// routing number, and more of the number at either end.
  private static let gapBeforeTransit: Float = 4
  private static let nextToLine: Float = 1.5
  /// The paper that is always there, in pitches.
  private static let margin: Float = 2

  /// Whether so many columns in a row are dark that they hide what a character would show there.
  private func hasMark(in columns: Range<Int>, below limit: Float, _ explained: [Bool]) -> Bool {
    var run = 0
    return columns.contains { column in
      run = !explained[column] && isDark(column, below: limit) ? run + 1 : 0
      return run >= Self.leastColumns
    }
  }

  /// Whether there is a light band or a mark where a character may stand.
  private func isCoveredWithRoom(_ columns: Range<Int>, _ explained: [Bool]) -> Bool {
    if columns.contains(where: { !explained[$0] && band.isLight[$0] }) { return true }
    let reach = Int(Self.widestMark * LineDecoder.pitch)
    var run = 0
    return columns.contains { column in
      let left = brightness[max(column - reach, 0)...column].max() ?? 0
      let right = brightness[column...min(column + reach, strip.columns - 1)].max() ?? 0
      let isDark =
        !explained[column] && isDark(column, below: Self.pale * min(left, right))
      run = isDark ? run + 1 : 0
      return run >= Self.leastColumns
    }
  }

  /// Whether there is a mark that begins within some pitches of the line, and paper behind it.
  private func isCovered(
    _ columns: some Sequence<Int>, _ paper: Float, _ reach: Float,
    _ mark: (limit: Float, behind: Float), _ explained: [Bool]
  ) -> Bool {
    var (dark, light) = (0, 0)
    let farthest = Int(reach * LineDecoder.pitch)
    for (distance, column) in columns.enumerated() where !explained[column] {
      if dark == 0 && distance > farthest { return false }
      if isDark(column, below: mark.limit * paper) {
        (dark, light) = (dark + 1, 0)
      } else if dark >= Self.leastColumns, brightness[column] > mark.behind * paper {
        light += 1
        if Float(light) >= LineDecoder.pitch { return true }
      } else {
        (dark, light) = (dark >= Self.leastColumns ? dark : 0, 0)
      }
    }
    return false
  }

  /// Whether the paper ends, or a mark begins, right where a character would stand: beside the line a
  /// check has more paper than two of them are wide.
  ///
  /// Source: ANSI X9.100-160 (the line begins 5/16 inch from the right edge).
  private func endsAtMark(
    _ columns: some Sequence<Int>, _ paper: Float, _ explained: [Bool]
  ) -> Bool {
    var dark = 0
    for column in columns.prefix(Int(Self.margin * LineDecoder.pitch))
    where !explained[column] {
      if band.isLight[column] { return true }
      dark = isDark(column, below: Self.pale * paper) ? dark + 1 : 0
      if dark >= Self.leastColumns { return true }
    }
    return false
  }

  private func isDark(_ column: Int, below limit: Float) -> Bool {
    let start = column * Strip.rows
    return Self.lineRows.count { Float(strip.paper[start + $0]) < limit } >= Self.leastRows
  }

  private func level(_ columns: ClosedRange<Int>) -> Float {
    brightness[columns].reduce(0, +) / Float(columns.count)
  }

  /// The rows of the strip that a line has.
  private static let lineRows: Range<Int> = {
    let top = (Strip.rows - E13BGlyph.lineHeight) / 2
    return top..<top + E13BGlyph.lineHeight
  }()

  private static func typical(_ levels: some Collection<Float>) -> Float {
    levels.isEmpty ? 0 : levels.sorted()[levels.count / 2]
  }
}
