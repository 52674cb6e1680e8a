import CheckImaging

/// One attempt at a line: the characters found along a geometry, and how well they fit.
struct LineReading {
  let geometry: LineGeometry
  let strip: Strip
  /// The formats that a line is taken apart by.
  let formats: LineFormats
  /// The light bands that run through the strip.
  let band: LightBand
  private(set) var characters: [DecodedCharacter]

  /// What may be more characters, and was not taken for any.
  private(set) var overlooked: [DecodedCharacter] = []
  /// Those of them that were read with the others; a reading is no worse for having found them.
  private var setAside: [DecodedCharacter] = []

  /// The standard deviation of the samples around a typical character, in units of ink.
  let deviation: Float

  /// The sum of what each character scores above that of a doubtful one: long lines of good
  /// characters have most, and a row of doubtful ones has nothing however long it is.
  var total: Float {
    setAside.reduce(characters.reduce(0) { $0 + Self.worth(of: $1) }) { $0 + Self.worth(of: $1) }
  }

  /// ``total``, less where the characters are pale beside the darkest print of the picture: then
  /// they are more likely a pattern of the paper.
  func rank(besideContrast contrast: Float) -> Float {
    total * min(max(deviation / max(0.15 * contrast, 1), 0.2), 1)
  }

  /// Whether it has not all that another reading of the line has: fewer characters, and less than a
  /// doubtful one of them was worth.
  func hasLost(from other: LineReading) -> Bool {
    characters.count < other.characters.count && total < other.total - Self.worthOfADoubtfulOne
  }

  static let worthOfADoubtfulOne: Float = 0.1

  /// Whether the line is sure as it stands.
  private(set) var isSettled = false

  /// The correlation that print of other kinds reaches now and then.
  static let doubtful: Float = 0.64

  /// The columns of the picture that were looked at, in pixels.
  let columns: ClosedRange<Double>

  /// Reads along a geometry.
  ///
  /// - Parameter columns: The part of the picture to look at; all of it where there is none.
  init(
    _ image: GrayImage, along geometry: LineGeometry, templates: TemplateSets,
    formats: LineFormats, within columns: ClosedRange<Double>? = nil
  ) {
    self.geometry = geometry
    self.formats = formats
    self.columns = columns ?? 0...Double(image.width)
    // A character may end at the edge of the picture, with no room for its window's margin.
    let margin = 4 * geometry.moduleWidth(at: geometry.origin)
    strip = Strip(
      image, along: geometry, from: self.columns.lowerBound - margin,
      to: self.columns.upperBound + margin)
    band = LightBand(strip)
    let templates = templates(moduleInPixels: geometry.moduleHeight(at: geometry.origin))
    let decoder = LineDecoder(strip, templates: templates)
    var found = decoder.decode()
    deviation = decoder.typicalDeviation(of: found)
    // Junk at the ends of a line looks least like a character.
    while let last = found.last, Self.isJunk(last) { found.removeLast() }
    while let first = found.first, Self.isJunk(first) { found.removeFirst() }
    characters = Self.withoutStrangers(found)
    if isCertain {
      let more = decoder.overlooked(beside: characters)
      characters += more.filter(Self.isClear)
      characters.sort { $0.column < $1.column }
      overlooked = more.filter { !Self.isClear($0) } + decoder.faint(beside: characters)
      setAsideStrays()
    }
    doubtObscured(templates)
    doubtDisplaced()
    doubtFaint(decoder)
    isSettled = FoundLine([self]).isSettled
  }

  /// Takes digits and dashes that stand alone beyond an end of a line without doubtful characters
  /// for what may be more of it.
  ///
  /// A stamp or the grain of a table looks like one now and then. Only right of an on-us symbol is
  /// there a field of one digit.
  private mutating func setAsideStrays() {
    while let last = characters.last, distances.last ?? 0 >= Self.gapInPitches,
      last.character == .dash
        || last.character.digit != nil && characters.dropLast().last?.character != .onUs
    {
      setAside.append(characters.removeLast())
    }
    while let first = characters.first, distances.dropFirst().first ?? 0 >= Self.gapInPitches,
      first.character == .dash || first.character.digit != nil
    {
      setAside.append(characters.removeFirst())
    }
    overlooked += setAside
  }

  /// Doubts the characters of which a stroke or a band hides too much.
  private mutating func doubtObscured(_ templates: GlyphTemplates) {
    let limit = UnexplainedInk.leastInside * typicalInk
    for (index, found) in characters.enumerated() {
      let hidden = [
        CrossingStroke.hidden(of: found, on: strip, limit: limit), band.hidden(of: found),
      ]
      for case let part? in hidden {
        guard let rival = part.rival(on: strip, templates: templates) else { continue }
        characters[index].isObscured = true
        characters[index].second = rival
      }
    }
  }

  /// Doubts the digits that stand higher or lower than both their neighbours; symbols are set higher
  /// or lower by some printers.
  private mutating func doubtDisplaced() {
    let near = Int(LineDecoder.pitch * LineDecoder.widestStep)
    for index in characters.indices.dropFirst().dropLast() {
      let (left, here, right) = (characters[index - 1], characters[index], characters[index + 1])
      guard [left, here, right].allSatisfy({ $0.character.digit != nil }),
        here.column - left.column <= near, right.column - here.column <= near,
        Self.stands(here, outOfRowWith: left, right)
      else { continue }
      characters[index].isDisplaced = true
    }
  }

  /// Doubts the characters that are much paler than the others: the pattern of the paper, or what
  /// shines through a mark.
  private mutating func doubtFaint(_ decoder: LineDecoder) {
    let levels = characters.map(decoder.darkness)
    guard !levels.isEmpty else { return }
    let least = LineDecoder.leastDarkness * levels.sorted()[levels.count / 2]
    for (index, level) in levels.enumerated() where level < least {
      characters[index].isFaint = true
    }
  }

  /// Whether a character is higher than both its neighbours, or lower.
  private static func stands(
    _ here: DecodedCharacter, outOfRowWith left: DecodedCharacter, _ right: DecodedCharacter
  ) -> Bool {
    let (one, other) = (here.shift - left.shift, here.shift - right.shift)
    return one * other > 0 && min(abs(one), abs(other)) > leastDisplacement
      && abs(one + other) / 2 > mostDisplacement
  }

  /// From the one neighbour, and from the middle of both, in rows of the strip.
  private static let leastDisplacement: Float = 0.5
  private static let mostDisplacement: Float = 1.4

  /// The ink of a typical stroke of the characters found; 0 where there are none.
  var typicalInk: Float {
    let levels = characters.map { found in
      let width = E13BGlyph(found.character).width
      let start = max(found.column - width + 1, 0) * Strip.rows
      return strip.ink[start..<(found.column + 1) * Strip.rows].max() ?? 0
    }
    return levels.isEmpty ? 0 : levels.sorted()[levels.count / 2]
  }

  /// Judges each character beside the typical one of the line that this is a part of.
  mutating func judge(besideTypicalScore typical: Float) {
    for index in characters.indices { characters[index].judge(besideTypicalScore: typical) }
  }

  /// Whether it is a character, however far the others are.
  private static func isClear(_ found: DecodedCharacter) -> Bool {
    found.chance > 0.95 && found.score > 0.6
  }

  /// Leaves out what is unlikely and stands at the end of a group of characters: a stroke or a
  /// border in a gap is taken for a character now and then, and never in the middle of a group.
  private static func withoutStrangers(_ found: [DecodedCharacter]) -> [DecodedCharacter] {
    var found = found
    func isBeside(_ left: Int, _ right: Int) -> Bool {
      found.indices.contains(left) && found.indices.contains(right)
        && Float(found[right].column - found[left].column) < LineDecoder.pitch * 1.4
    }
    while let index = found.indices.first(where: { index in
      found[index].chance < leastInGap
        && !(isBeside(index - 1, index) && isBeside(index, index + 1))
    }) {
      found.remove(at: index)
    }
    return found
  }

  private static let leastInGap: Float = 0.8

  /// From -0.2 for what is certainly no character to 0.2 for a good one.
  private static func worth(of found: DecodedCharacter) -> Float {
    0.1 * (2 * found.chance - 1) + min(max(found.score - doubtful, -0.2), 0.2) / 2
  }

  /// Whether what stands at an end of the line is none of its characters; no layout begins or ends
  /// with a dash.
  private static func isJunk(_ found: DecodedCharacter) -> Bool {
    found.character == .dash || found.score < 0.45 || found.chance < 0.5
      || (found.score < 0.62 && found.chance < 0.95)
  }

  /// Whether it could be a line of any country: a pattern of the paper reads as long rows of one
  /// symbol, and a border of boxes as hardly anything but zeros.
  var isPlausible: Bool {
    guard !isBorder else { return false }
    let isSymbol = characters.map { $0.character.digit == nil }
    let symbols = isSymbol.filter { $0 }.count
    guard characters.count <= Self.mostCharacters, symbols <= max(6, characters.count * 2 / 5)
    else { return false }
    return !characters.indices.dropFirst(2).contains { index in
      isSymbol[index] && characters[index].character == characters[index - 1].character
        && characters[index].character == characters[index - 2].character
    }
  }

  /// Whether nearly all characters of a long row are one and the same.
  private var isBorder: Bool {
    let counts = characters.reduce(into: [:]) { $0[$1.character, default: 0] += 1 }
    return characters.count >= 10 && 5 * (counts.values.max() ?? 0) > 4 * characters.count
  }

  /// The longest layout has 65 positions.
  static let mostCharacters = 66

  /// The characters that stand outside other parts, where they stand on one side of each; `nil`
  /// where there are none.
  func cut(toWhatIsBeside parts: [LineReading]) -> LineReading? {
    var rest = self
    rest.characters.removeAll { found in
      let (left, right) = ends(of: found)
      return parts.contains { left < $0.end && right > $0.start }
    }
    guard !rest.characters.isEmpty, parts.allSatisfy(rest.isBeside) else { return nil }
    return rest
  }

  /// The characters left and right of each wide gap, where the rest is still a line.
  func pieces() -> [(before: LineReading, after: LineReading)] {
    characters.indices.dropFirst(LineDoubts.leastCharacters).compactMap { index in
      guard distances[index] >= Self.gapInPitches else { return nil }
      var (before, after) = (self, self)
      before.characters = Array(characters[..<index])
      after.characters = Array(characters[index...])
      return (before, after)
    }
  }

  /// The least distance that separates fields.
  private static let gapInPitches: Float = 2.2

  /// Whether all characters are likely, and enough to be no chance; a border repeats one shape.
  var isGood: Bool {
    characters.count >= 3 && characters.allSatisfy { $0.chance > 0.8 && $0.score > 0.6 }
      && (characters.count < 5 || !isUniform)
  }

  /// Whether it is one character again and again, as a border is; a number seldom is.
  var isUniform: Bool { characters.count >= 3 && Set(characters.map(\.character)).count == 1 }

  /// Whether there are no doubtful characters among enough for a line.
  private var isCertain: Bool {
    characters.count >= LineDoubts.leastCharacters && characters.allSatisfy { $0.chance > 0.9 }
  }

  /// Whether there is enough of the line to look for the rest of it.
  var isLong: Bool { characters.count >= 8 && total > Float(characters.count) * 0.1 }

  /// Whether the line is not straight, so that it cannot be foreseen where it goes on.
  var isBent: Bool {
    let shifts = characters.map(\.shift)
    return geometry.isBent || (shifts.max() ?? 0) - (shifts.min() ?? 0) > Float(Strip.scale)
  }

  /// Whether the line cannot read better upside down: some characters look alike both ways.
  var isCertainlyUpright: Bool {
    characters.count >= 8 && total > Float(characters.count) * 0.185
  }

  /// Whether no other line of the picture can be better: most of its characters are certain.
  var isStrong: Bool {
    characters.count >= 10 && total > Float(characters.count) * 0.17
  }

  /// The distances of right edges from the one before, in pitches; 0 for the first.
  var distances: [Float] {
    [0]
      + zip(characters, characters.dropFirst()).map {
        Float($1.column - $0.column) / LineDecoder.pitch
      }
  }

  /// The geometry that fits the characters found better, or `nil` where there are too few.
  func refitted() -> LineGeometry? {
    let good = characters.filter { $0.score > 0.6 }
    guard good.count >= 4, let first = good.first, let last = good.last else { return nil }
    let ends = [strip.pictureX[first.column], strip.pictureX[last.column]]
    let (low, high) = (ends.min() ?? 0, ends.max() ?? 0)
    guard high - low > 4 else { return nil }
    var next = geometry
    next.origin = (low + high) / 2
    next.span = (high - low) / 2
    next.fitted = low...high
    let direction = geometry.isUpsideDown ? -1.0 : 1.0
    let points = good.map { found -> (t: Double, value: Double) in
      let x = strip.pictureX[max(found.column - 7, 0)]
      let step = geometry.moduleHeight(at: x) / Double(Strip.scale)
      return (next.t(x), geometry.center(at: x).y + Double(found.shift) * step * direction)
    }
    let tolerance = geometry.moduleHeight(at: next.origin)
    let degree = good.count >= 20 ? 5 : good.count >= 12 ? 3 : good.count >= 7 ? 2 : 1
    guard
      let center = Polynomial(robustlyFitting: points, degree: degree, tolerance: tolerance)
    else { return nil }
    next.center = center
    next.moduleHeight = Polynomial(geometry.moduleHeight(at: next.origin))
    next.moduleWidth = refittedWidth(next) ?? Polynomial(geometry.moduleWidth(at: next.origin))
    return next
  }

  /// The module width over the line, from the distances of characters side by side.
  private func refittedWidth(_ next: LineGeometry) -> Polynomial? {
    var points: [(t: Double, value: Double)] = []
    for (left, right) in zip(characters, characters.dropFirst()) {
      let distance = Double(right.column - left.column)
      guard left.score > 0.6, right.score > 0.6,
        Float(distance) < LineDecoder.pitch * LineDecoder.widestStep
      else { continue }
      let x = strip.pictureX[(left.column + right.column) / 2]
      let ratio = distance / Double(LineDecoder.pitch)
      points.append((next.t(x), geometry.moduleWidth(at: x) * ratio))
    }
    guard points.count >= 3 else { return nil }
    return Polynomial(
      robustlyFitting: points, degree: points.count >= 12 ? 1 : 0,
      tolerance: geometry.moduleWidth(at: next.origin) * 0.06)
  }
}
