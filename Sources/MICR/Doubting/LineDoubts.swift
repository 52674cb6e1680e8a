/// The doubts that a line leaves; a line without any is sure.
struct LineDoubts {
  private let line: FoundLine

  /// A character that is certain has at least this certainty.
  static let leastCertainty: Float = 0.992
  /// The chance that any character of a line is another may be this at the most.
  static let mostDoubt: Float = 0.012
  /// The least characters of a line.
  static let leastCharacters = 8
  /// The right edges of two characters are at least this far apart, in pitches.
  static let leastDistance: Float = 0.8

  init(_ line: FoundLine) { self.line = line }

  /// All of them, each kind once, but for marks: those have a place each.
  var all: [Doubt] {
    let shape = shape
    return ofCharacters() + ofLayout(shape) + ofMarks(shape, stopsAtFirst: false) + ofEnds(shape)
  }

  /// Whether there is none: what costs least is asked first.
  var isEmpty: Bool {
    guard ofCharacters().isEmpty else { return false }
    let shape = shape
    return ofLayout(shape).isEmpty && ofEnds(shape).isEmpty
      && ofMarks(shape, stopsAtFirst: true).isEmpty
  }

  private var shape: LineShape { LineShape(line.text, formats: line.formats) }

  private func ofCharacters() -> [Doubt] {
    let characters = line.characters
    var doubts: [Doubt] = []
    if characters.count < Self.leastCharacters {
      doubts.append(.fewCharacters(found: characters.count))
    }
    let doubtful = characters.enumerated().filter { $0.element.certainty < Self.leastCertainty }
    if !doubtful.isEmpty {
      let found = doubtful.map { index, found in
        DoubtfulCharacter(
          position: index + 1, read: String(found.character.rawValue),
          rival: String(found.second.rawValue))
      }
      doubts.append(.characters(found: found, of: characters.count))
    }
    if doubts.isEmpty, characters.reduce(0, { $0 + (1 - $1.certainty) }) > Self.mostDoubt {
      doubts.append(.manySlightDoubts)
    }
    let close = line.distances.enumerated().dropFirst().filter { $0.element < Self.leastDistance }
    if !close.isEmpty { doubts.append(.tooClose(positions: close.map { $0.offset + 1 })) }
    return doubts
  }

  private func ofLayout(_ shape: LineShape) -> [Doubt] {
    var doubts: [Doubt] = []
    if shape.hasGapInTransit { doubts.append(.gapInRoutingNumber) }
    if shape.hasGapInNumber { doubts.append(.gapInNumber) }
    if line.hasOverlooked(outside: shape.ends.closed) { doubts.append(.strayCharacter) }
    if line.parts.count > 1, line.parts.contains(where: \.isUniform) {
      doubts.append(.repeatedCharacter)
    }
    if line.hasUnseenGap { doubts.append(.gapBetweenParts) }
    if !shape.isPlausible { doubts.append(.unknownSymbols) }
    return doubts
  }

  private func ofMarks(_ shape: LineShape, stopsAtFirst: Bool) -> [Doubt] {
    var places: [Doubt.Side] = []
    var first = 0
    for part in line.parts {
      let counted = shape.isCounted.dropFirst(first).prefix(part.characters.count)
      first += part.characters.count
      let ink = UnexplainedInk(
        part, beside: line.parts, ends: shape.ends, counted: Array(counted))
      guard let place = ink.place, !places.contains(place) else { continue }
      places.append(place)
      if stopsAtFirst { break }
    }
    return places.map { .mark(side: $0) }
  }

  private func ofEnds(_ shape: LineShape) -> [Doubt] {
    !shape.isComplete && line.isAtEdge || line.endsAtEdge(shape.ends) ? [.cutOff] : []
  }
}
