/// A character found in a strip.
struct DecodedCharacter: Sendable, Hashable {
  /// The column of the strip that its right edge is in.
  var column: Int
  /// How many rows below the middle of the strip it stands, with parts of a row.
  var shift: Float
  var character: MICRCharacter
  /// The correlation with its template, up to 1.
  var score: Float
  /// The next best character; of one that is obscured, the one that may be hidden.
  var second: MICRCharacter
  /// How likely it is this character, and neither another nor none, from 0 to 1, by its looks
  /// alone.
  var chance: Float
  /// How much more it resembles its template than any other; below 0 where it resembles another more.
  var margin: Float = 0
  /// ``chance``, judged beside the rest of the line.
  var certainty: Float = 0
  /// Whether a stroke or a band hides what would tell it from ``second``.
  var isObscured = false
  /// Whether it stands higher or lower than its neighbours, as a shape that a stroke made does.
  var isDisplaced = false
  /// Whether its ink is much paler than that of the others.
  var isFaint = false

  /// How much less than the others of its line a character may resemble its template.
  private static let poorer: Float = 0.1
  /// With more, it is ruined.
  private static let ruined: Float = 0.2
  /// The network is right about a ruined character when it has no doubt at all.
  private static let leastOfRuined: Float = 0.9999
  /// What is left of the chance of one that a stroke hides too much of, or made, or that is faint.
  private static let restOfObscured: Float = 0.9
  /// Network and templates agree on a character where both prefer it by this, and it resembles its
  /// template by this.
  ///
  /// Of 2,371 rendered lines these rules left 63 more without a doubtful character, and 16 more of
  /// 181 real ones: in none of them is a character wrong.
  private static let agreement = (chance: Float(0.99), margin: Float(0.15), score: Float(0.6))
  /// A character that is poorer than its line, and not ruined, is told by its template alone from this
  /// margin on.
  private static let marginOfPoorer: Float = 0.2

  /// What looks as good as the rest of the line leaves the network more doubt than there is; what
  /// does not leaves it less, unless the templates agree.
  ///
  /// What is faint is never certain, nor what something hides too much of; nor what stands out of its
  /// row, unless the templates agree.
  ///
  /// The 8 holds all ink of a 3, and nearly all of a 5, 6 or 9, as the 9 does of a 4 and a 5: a
  /// stroke through one of them makes an 8 or a 9 of it to the network, but a poor one by its
  /// template. On those two the templates agree only where they look as good as the rest of the line.
  mutating func judge(besideTypicalScore typical: Float) {
    let loss = typical - score
    let holdsOthers = character == .eight || character == .nine
    let isPreferred = chance >= Self.agreement.chance && margin >= Self.agreement.margin
    let isAgreed =
      isPreferred && !holdsOthers && character.digit != nil && score >= Self.agreement.score
    let less = 1 - (1 - chance) * shareOfDoubt
    if isFaint || isObscured
      || isDisplaced && !(isPreferred && (!holdsOthers || loss < Self.poorer))
    {
      certainty = Self.restOfObscured * chance
    } else if loss < Self.poorer || loss > Self.ruined && isAgreed
      || loss <= Self.ruined && !holdsOthers && margin >= Self.marginOfPoorer
    {
      certainty = less
    } else if loss > Self.ruined || holdsOthers, chance < Self.leastOfRuined {
      certainty = 0.97 * chance
    } else {
      certainty = chance
    }
  }

  /// So much of the network's doubt is left where the templates, which know nothing of the network,
  /// tell the same character, by how far they prefer it.
  ///
  /// Of 2,400 rendered lines, with a quarter of the doubt left to all, none of 554 characters with a
  /// certainty from 0.9 to 0.992 and a margin of 0.15 or more was another; of 108 from 0.5 to 0.99 with
  /// a margin below 0.05, 44 were.
  private var shareOfDoubt: Float {
    switch margin {
    case ..<0.05: 1 / 2
    case ..<0.15: 1 / 4
    case ..<0.2: 1 / 16
    default: 1 / 32
    }
  }
}

/// Finds the characters of a strip: the path of right edges with the best sum of correlations.
struct LineDecoder {
  /// The distance between right edges, in columns.
  static let pitch = Float(E13BGlyph.pitchInModules) * Float(Strip.scale)
  /// A correlation that neither speaks for nor against a character.
  static let neutral: Float = 0.55
  /// Distances up to this many pitches are between characters side by side.
  static let widestStep: Float = 1.17
  private static let gapCost: Float = 0.12
  private static let inkCost: Float = 0.35

  private struct Place {
    var column: Int
    var shift: Int
    var character: Int
    var score: Float
  }

  let classifier: StripClassifier
  private let inkBefore: [Float]
  private var allPlaces: [Place] = []

  init(_ strip: Strip, templates: GlyphTemplates) {
    classifier = StripClassifier(strip, templates: templates)
    inkBefore = Self.inkBefore(strip)
    var strongest: Float = 0
    for column in classifier.places {
      strongest = max(strongest, classifier.deviation(at: column, shift: 0))
    }
    allPlaces = candidates(withContrast: strongest * 0.22)
  }

  /// The contrast of a typical character of a line, as a standard deviation in units of ink.
  func typicalDeviation(of characters: [DecodedCharacter]) -> Float {
    let values = characters.map { classifier.deviation(at: $0.column, shift: 0) }.sorted()
    return values.isEmpty ? 0 : values[values.count / 2]
  }

  func decode() -> [DecodedCharacter] {
    var places = allPlaces
    var path = bestPath(of: places).map { places[$0] }
    // The pattern of the paper can look like characters, but it is fainter than print.
    let floor = Self.leastContrast * typicalDeviation(of: path)
    func isFaint(_ place: Place) -> Bool {
      place.score < Self.clear && deviation(of: place) < floor
    }
    if path.contains(where: isFaint) {
      places.removeAll(where: isFaint)
      path = bestPath(of: places).map { places[$0] }
    }
    // There is one place to a column; most are on the path of the next round too.
    var known: [Int: DecodedCharacter] = [:]
    func refined(_ path: [Place]) -> [DecodedCharacter] {
      path.map { place in
        if let found = known[place.column] { return found }
        let found = self.refined(place)
        known[place.column] = found
        return found
      }
    }
    var found = refined(path)
    // What the network takes for no character makes room for one beside it.
    for _ in 0..<Self.mostRounds {
      let strangers = Set(found.filter { $0.chance < Self.leastChance }.map(\.column))
      guard !strangers.isEmpty else { break }
      places.removeAll { strangers.contains($0.column) }
      found = refined(bestPath(of: places).map { places[$0] })
    }
    return found
  }

  /// What resembles a character about as much as those found, and stands where none of them does:
  /// the ink of the paper or a stroke made the way to it too dear.
  func overlooked(beside found: [DecodedCharacter]) -> [DecodedCharacter] {
    let scores = found.map(\.score).sorted()
    guard let first = found.first, let last = found.last else { return [] }
    let least = scores[scores.count / 2] - Self.mostLoss
    let typical = typicalDeviation(of: found)
    let reach = Int(Self.pitch) * Self.reach
    var columns = found.map(\.column)
    var result: [DecodedCharacter] = []
    for place in allPlaces.filter({ $0.score > least }).sorted(by: { $0.score > $1.score })
    where place.column > first.column - reach && place.column < last.column + reach
      && Self.likeContrast.contains(deviation(of: place) / max(typical, 1))
      && !columns.contains(where: { Float(abs($0 - place.column)) < 0.8 * Self.pitch })
    {
      let found = refined(place)
      guard found.chance > Self.likely else { continue }
      columns.append(found.column)
      result.append(found)
    }
    return result
  }

  /// What resembles a character as much as those found and is much paler: print under a mark that
  /// lets some of it through.
  func faint(beside found: [DecodedCharacter]) -> [DecodedCharacter] {
    guard let first = found.first, let last = found.last else { return [] }
    let reach = Int(Self.pitch) * Self.reach
    let typical = found.map(darkness).sorted()[found.count / 2]
    let score = found.map(\.score).sorted()[found.count / 2]
    let places = candidates(withContrast: Self.faintest * typicalDeviation(of: found)) { column in
      column > first.column - reach && column < last.column + reach
        && !found.contains { Float(abs($0.column - column)) < 0.8 * Self.pitch }
    }
    return places.filter { $0.score > score - Self.mostLoss }.map { refined($0) }
      .filter { $0.chance > Self.likely && darkness(of: $0) < Self.leastDarkness * typical }
  }

  /// The contrast of print that can be told from noise, as a share of that of the others.
  private static let faintest: Float = 0.05
  /// The ink that a character has at the least, as a share of that of the others.
  static let leastDarkness: Float = 0.5

  /// The ink of a character, in units of ink: its own, and not that of what lies behind it.
  func darkness(of found: DecodedCharacter) -> Float {
    let index = GlyphTemplates.characters.firstIndex(of: found.character) ?? 0
    let deviation = classifier.deviation(at: found.column, shift: Int(found.shift.rounded()))
    return found.score * deviation / classifier.deviationOfTemplate(index)
  }

  /// How much less than the others a character that was overlooked resembles its template.
  private static let mostLoss: Float = 0.2
  /// The contrast of what may be a character, as a share of the typical one of its line.
  private static let likeContrast: ClosedRange<Float> = 0.6...1.6
  /// What has a greater chance is more likely a character than not.
  private static let likely: Float = 0.5
  /// How far from the others a character may stand, in pitches.
  private static let reach = 24

  /// What is less likely than this to be the character is looked at as if it were none.
  private static let leastChance: Float = 0.25
  /// How often the path is sought without what proved to be no character.
  private static let mostRounds = 4

  /// A correlation that no pattern of the paper reaches: thin print may be as faint as one.
  private static let clear: Float = 0.75

  /// The contrast that a character has at least, as a share of the typical one of its line.
  private static let leastContrast: Float = 0.55

  private func deviation(of place: Place) -> Float {
    classifier.deviation(at: place.column, shift: place.shift)
  }

  /// The contrast of the better half of the characters of a path.
  private func typicalDeviation(of path: [Place]) -> Float {
    let best = path.sorted { $0.score > $1.score }.prefix((path.count + 1) / 2)
    let deviations = best.map(deviation).sorted()
    return deviations.isEmpty ? 0 : deviations[deviations.count / 2]
  }

  /// The ink left of each column beyond that of the paper, in characters: that of an average one
  /// is 1.
  private static func inkBefore(_ strip: Strip) -> [Float] {
    let margin = (Strip.rows - E13BGlyph.lineHeight) / 2
    var columns = [Float](repeating: 0, count: strip.columns)
    for column in 0..<strip.columns {
      let start = column * Strip.rows + margin
      for row in 0..<E13BGlyph.lineHeight { columns[column] += strip.ink[start + row] }
    }
    // Some 90 of the cells of a character are ink; dark ink is told from the darkest samples.
    let full = max(strip.contrast * 90, 1)
    var sum: Float = 0
    var result: [Float] = [0]
    for start in stride(from: 0, to: columns.count, by: paperColumns) {
      let block = columns[start..<min(start + paperColumns, columns.count)]
      // A wide gap of grainy or dithered paper would cost more than the digits beyond it gain.
      let paper = block.sorted()[block.count / 4]
      for value in block {
        sum += max(value - paper, 0) / full
        result.append(sum)
      }
    }
    return result
  }

  /// A quarter of so many columns is paper, also where characters stand side by side.
  private static let paperColumns = 5 * Int(pitch)

  /// Right edges with a character to their left that is worth considering.
  private func candidates(
    withContrast least: Float, where isWanted: (Int) -> Bool = { _ in true }
  ) -> [Place] {
    var result: [Place] = []
    for column in classifier.places {
      guard classifier.deviation(at: column, shift: 0) > least, isWanted(column),
        hasEdge(at: column)
      else { continue }
      var best = Place(column: column, shift: 0, character: 0, score: -1)
      for shift in [0, -1, 1, -2, 2, -3, 3] {
        if shift != 0 && best.score < Self.leastInMiddle { break }
        if abs(shift) > 1 && abs(best.shift) < abs(shift) - 1 { break }
        guard
          let (character, score) = classifier.bestCorrelation(
            at: column, shift: shift, above: max(best.score, Self.leastInMiddle))
        else { continue }
        best = Place(column: column, shift: shift, character: character, score: score)
      }
      if best.score > 0.42 { result.append(best) }
    }
    return result
  }

  /// What correlates less where the line is looked for is no character above or below.
  private static let leastInMiddle: Float = 0.35

  /// Whether there is more ink just left of the end of a column than just right of it.
  private func hasEdge(at column: Int) -> Bool {
    let end = column + 1
    let inside = inkBefore[end] - inkBefore[max(end - 3, 0)]
    let outside = inkBefore[min(end + 3, inkBefore.count - 1)] - inkBefore[end]
    return inside > outside
  }

  private func bestPath(of places: [Place]) -> [Int] {
    var totals = [Float](repeating: 0, count: places.count)
    var previous = [Int](repeating: -1, count: places.count)
    var firstNear = 0
    var bestFar = (total: Float(0), index: -1)
    var nextFar = 0
    for index in places.indices {
      let place = places[index]
      let gain = place.score - Self.neutral
      while nextFar < index,
        Float(place.column - places[nextFar].column) > Self.pitch * Self.widestStep
      {
        let total = totals[nextFar] + Self.inkCost * inkBefore[places[nextFar].column + 1]
        if bestFar.index < 0 || total > bestFar.total { bestFar = (total, nextFar) }
        nextFar += 1
      }
      while firstNear < index,
        Float(place.column - places[firstNear].column) > Self.pitch * Self.widestStep
      { firstNear += 1 }
      let leftEdge = max(place.column - 16, 0)
      var best = gain
      if bestFar.index >= 0 {
        let total = gain + bestFar.total - Self.inkCost * inkBefore[leftEdge] - Self.gapCost
        if total > best {
          best = total
          previous[index] = bestFar.index
        }
      }
      for other in firstNear..<index {
        let distance = Float(place.column - places[other].column) / Self.pitch
        guard distance > 0.84 else { break }
        let strain = (distance - 1) / 0.1
        let total = totals[other] + gain - 0.06 * strain * strain
        if total > best {
          best = total
          previous[index] = other
        }
      }
      totals[index] = best
    }
    guard var index = totals.indices.max(by: { totals[$0] < totals[$1] }) else { return [] }
    var path: [Int] = []
    while index >= 0 {
      path.append(index)
      index = previous[index]
    }
    return path.reversed()
  }

  /// Looks once more at a place, for the exact shift and the second best character.
  private func refined(_ place: Place) -> DecodedCharacter {
    var chances = self.chances(at: place)
    chances.removeLast()
    let order = chances.indices.sorted { chances[$0] > chances[$1] }
    return DecodedCharacter(
      column: place.column, shift: shift(of: place),
      character: GlyphTemplates.characters[order[0]],
      score: score(of: order[0], around: place),
      second: GlyphTemplates.characters[order[1]], chance: chances[order[0]],
      margin: margin(of: order[0], at: place))
  }

  private func margin(of character: Int, at place: Place) -> Float {
    let scores = classifier.correlations(at: place.column, shift: place.shift)
    let others = scores.enumerated().filter { $0.offset != character }.map(\.element)
    return scores[character] - (others.max() ?? 0)
  }

  /// The chances of each character and of none, where they speak most clearly for a character: a
  /// window that is off by a sample looks worse than it is.
  private func chances(at place: Place) -> [Float] {
    var best = classifier.chances(at: place.column, shift: place.shift) ?? Self.nothing
    for (column, shift) in [(0, -1), (0, 1), (-1, 0), (1, 0)] {
      if let none = best.last, none + (best.dropLast().max() ?? 0) > 0.99, none < 0.01 { break }
      guard classifier.places.contains(place.column + column),
        abs(place.shift + shift) <= Strip.slack,
        let next = classifier.chances(at: place.column + column, shift: place.shift + shift)
      else { continue }
      if next.dropLast().max() ?? 0 > best.dropLast().max() ?? 0 { best = next }
    }
    return best
  }

  private static let nothing =
    [Float](repeating: 0, count: GlyphTemplates.characters.count) + [1]

  private func score(of character: Int, around place: Place) -> Float {
    var best: Float = -1
    for column in place.column - 1...place.column + 1 where classifier.places.contains(column) {
      for shift in max(place.shift - 1, -Strip.slack)...min(place.shift + 1, Strip.slack) {
        best = max(best, classifier.correlation(of: character, at: column, shift: shift))
      }
    }
    return best
  }

  /// The shift with the best correlation, by a parabola through its neighbours.
  private func shift(of place: Place) -> Float {
    guard abs(place.shift) < Strip.slack else { return Float(place.shift) }
    func score(_ shift: Int) -> Float {
      classifier.correlation(of: place.character, at: place.column, shift: shift)
    }
    let (above, here, below) = (score(place.shift - 1), score(place.shift), score(place.shift + 1))
    let curve = above - 2 * here + below
    guard curve < -1e-4 else { return Float(place.shift) }
    return Float(place.shift) + min(max((above - below) / (2 * curve), -1), 1)
  }
}
