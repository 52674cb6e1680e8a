/// Ink on the base line that no character accounts for.
struct UnexplainedInk {
  /// The first place with such ink, or `nil` when everything is explained.
  private(set) var place: Doubt.Side?

  /// How far beyond its ends a line may go on, in pitches.
  private static let reach = 24
  /// The least ink that counts, as a share of the darkest of a typical character.
  static let leastInside: Float = 0.42
  private static let leastOutside: Float = 0.5
  /// A patch between characters with more samples than this is too large for a speck: a quarter of
  /// the ink of a 1.
  private static let speck = 10
  /// Within the width of a character more than this is too much for several.
  private static let fewSpecks = 20
  /// No character fits between two whose right edges are less than this apart, in columns: what is
  /// there is a stroke, and speaks against its neighbours if it touches them.
  private static let roomForAnother = 1.5 * LineDecoder.pitch
  /// A patch beyond the ends of the line with fewer rows than this is no character, unless it is
  /// as solid as a bar of the amount symbol: the dash, the lowest one, never ends a line, and the
  /// bars of on-us have 14.
  private static let leastRows = 11
  /// Half the samples of a bar of on-us.
  private static let leastSamples = 13

  /// Looks along a reading.
  ///
  /// - Parameters:
  ///   - parts: The readings of all parts of the line, in order; the ink of others is explained.
  ///   - ends: What may be missing at the ends of the line.
  ///   - counted: For each character, whether nothing can be missing between it and another such one
  ///     beside it.
  init(
    _ reading: LineReading, beside parts: [LineReading], ends: OpenEnds, counted: [Bool] = []
  ) {
    let mayGoOn = ends.right
    let strip = reading.strip
    guard let first = reading.characters.first, let last = reading.characters.last else { return }
    let level = reading.typicalInk
    var explained = Self.explained(by: reading.characters, columns: strip.columns)
    for index in counted.indices.dropFirst() where counted[index - 1] && counted[index] {
      let between = reading.characters[index - 1].column..<reading.characters[index].column
      for column in between { explained[column] = true }
    }
    for part in parts where part.start != reading.start {
      for column in reading.columns(from: part.start, to: part.end) { explained[column] = true }
    }
    let reach = Int(LineDecoder.pitch) * Self.reach
    let gaps = Self.gaps(between: reading, and: parts)
    let isFirst = parts.first?.start == reading.start
    let isLast = parts.last?.start == reading.start
    // Nothing beyond a closed end can be of the line.
    let start = isFirst && ends.closed.left ? first.column : max(first.column - reach, 0)
    let end =
      isLast && ends.closed.right ? last.column : min(last.column + reach, strip.columns - 1)
    guard start <= end else { return }
    let covered = CoveredPaper(
      reading, explained: explained, gaps: gaps, within: start...end,
      isFirst: isFirst, isLast: isLast, ends: ends)
    if covered.place != nil {
      place = covered.place
      return
    }
    var patch = Patch()
    var farPatches = [Doubt.Side.left: 0.0, .right: 0.0]
    var pieces = Pieces()
    for column in start...end + 1 {
      // Thin strokes of faint print are less dark than others; between characters they are missed.
      let isInside =
        column > first.column && column < last.column || gaps.contains { $0.contains(column) }
      let limit = level * (isInside ? Self.leastInside : Self.leastOutside)
      if column <= end, !explained[column], patch.add(strip, column: column, limit: limit) {
        continue
      }
      if patch.samples > 0 {
        let isInGap = gaps.contains { $0.contains(patch.column) && $0.contains(patch.firstColumn) }
        let meaning =
          isInGap
          ? Meaning.piece : Self.meaning(of: patch, beside: reading.characters, mayGoOn: mayGoOn)
        switch meaning {
        case .nothing: break
        case .piece:
          guard patch.samples > Self.speck || pieces.add(patch) > Self.fewSpecks else { break }
          place = .inside
          return
        case .print(let found):
          place = found
          return
        case .farPrint(let found, let weight):
          farPatches[found, default: 0] += weight
          if farPatches[found, default: 0] > 1 {
            place = found
            return
          }
        }
        patch = Patch()
      }
    }
  }

  /// The columns between a part and each of those beside it, where there is room for a character.
  private static func gaps(
    between reading: LineReading, and parts: [LineReading]
  ) -> [Range<Int>] {
    guard let index = parts.firstIndex(where: { $0.start == reading.start }) else { return [] }
    var gaps: [Range<Int>] = []
    if index > 0 {
      gaps.append(reading.columns(from: parts[index - 1].end, to: reading.start))
    }
    if index + 1 < parts.count {
      gaps.append(reading.columns(from: reading.end, to: parts[index + 1].start))
    }
    return gaps.filter { Float($0.count) > LineDecoder.pitch }
  }

  private enum Meaning {
    case nothing
    /// One of those whose ink is added up.
    case piece
    case print(Doubt.Side)
    /// With how much it counts: more than 1 in all is too much.
    case farPrint(Doubt.Side, Double)
  }

  private static func meaning(
    of patch: Patch, beside characters: [DecodedCharacter], mayGoOn: Bool
  ) -> Meaning {
    guard let first = characters.first?.column, let last = characters.last?.column else {
      return .nothing
    }
    if patch.column > first && patch.column < last {
      let next = characters.firstIndex { $0.column > patch.column } ?? 0
      let room = next > 0 ? characters[next].column - characters[next - 1].column : 0
      return Float(room) < roomForAnother ? .nothing : .piece
    }
    let place = patch.column < first ? Doubt.Side.left : .right
    let distance = place == .left ? first - patch.column : patch.firstColumn - last
    let isFar = Float(distance) > 3.5 * LineDecoder.pitch
    // What goes on above and below the line is a border or a stroke of a pen; a thick one may
    // hide a character, and has others beside it then.
    let hidesMore =
      mayGoOn && place == .right && patch.columns >= narrowestDigit
      && Float(distance) < widestGap * LineDecoder.pitch
    if patch.reachesTop && patch.reachesBottom {
      if hidesMore { return .print(place) }
      if patch.columns > 3 && Float(distance) < 1.3 * LineDecoder.pitch { return .print(place) }
      return patch.columns > 4 && !isFar ? .farPrint(place, 0.7) : .nothing
    }
    guard patch.samples >= leastSamples, patch.rows >= leastRows || patch.isSolid else {
      return .nothing
    }
    // Printers set a small circled cross left of the line.
    if place == .left && patch.isRound { return .nothing }
    guard isFar else { return .print(place) }
    // Where the paper bends, the line leaves the strip; handwriting comes down into it.
    let isAtEdge = patch.reachesTop || patch.reachesBottom
    if isAtEdge && hidesMore && patch.columns <= widestDigit { return .print(place) }
    if isAtEdge { return .farPrint(place, patch.columns <= widestMark ? 0.34 : 0) }
    return .farPrint(place, patch.isOfADigit ? 2 : 1)
  }

  /// The next field begins within this of the last character, in pitches.
  static let widestGap: Float = 8
  /// The columns that may hide a 1, and those of the widest digit with some blur.
  private static let narrowestDigit = 6
  private static let widestDigit = 16
  /// A mark with more columns is no character.
  private static let widestMark = 18

  private static func explained(by characters: [DecodedCharacter], columns: Int) -> [Bool] {
    var explained = [Bool](repeating: false, count: columns)
    for found in characters {
      let width = E13BGlyph(found.character).width
      for column in max(found.column - width - 1, 0)...min(found.column + 2, columns - 1) {
        explained[column] = true
      }
    }
    return explained
  }
}

/// Patches that stand where a character has room, and may be what is left of one.
private struct Pieces {
  private var patches: [Patch] = []

  /// The samples of all patches within a character's width of the last one.
  mutating func add(_ patch: Patch) -> Int {
    patches.removeAll { Float(patch.firstColumn - $0.firstColumn) > LineDecoder.pitch }
    patches.append(patch)
    return patches.reduce(0) { $0 + $1.samples }
  }
}

/// Neighbouring columns with ink between characters.
private struct Patch {
  private(set) var samples = 0
  private(set) var reachesTop = false
  private(set) var reachesBottom = false
  /// The last column with ink.
  private(set) var column = -1
  private(set) var firstColumn = -1
  private var first = Strip.rows
  private var last = -1

  /// Whether it may be a bar or a block of a symbol.
  var isSolid: Bool { rows >= 6 && samples >= 26 && 4 * samples >= 3 * rows * columns }

  /// Whether it is about as wide as high, and lower than any digit.
  var isRound: Bool {
    (8...13).contains(rows) && columns <= 14 && 10 * columns >= 6 * rows && !isSolid
  }

  /// Whether it has the size of a digit.
  var isOfADigit: Bool { (14...22).contains(rows) && (6...16).contains(columns) }

  /// The columns from the first to the last with ink.
  var columns: Int { column - firstColumn + 1 }

  /// The rows from the topmost to the lowest ink.
  var rows: Int { max(last - first + 1, 0) }

  /// Adds a column; says whether there was ink in it.
  mutating func add(_ strip: Strip, column: Int, limit: Float) -> Bool {
    // What has some ink within a module of the line is looked at from end to end.
    let line = (Strip.rows - E13BGlyph.lineHeight) / 2 - 2
    var onLine = 0
    for row in 0..<Strip.rows where strip.ink[column * Strip.rows + row] > limit {
      if row < 2 {
        reachesTop = true
      } else if row >= Strip.rows - 2 {
        reachesBottom = true
      } else {
        if row >= line && row < Strip.rows - line { onLine += 1 }
        first = min(first, row)
        last = max(last, row)
      }
    }
    guard onLine >= 2 else { return false }
    if samples == 0 { firstColumn = column }
    samples += onLine
    self.column = column
    return true
  }
}
