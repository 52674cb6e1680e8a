/// Why a line cannot be called sure; no reason means that it can.
struct LineVerdict {
  private(set) var reasons: [String] = []

  /// What a character that is certain has at the least.
  static let leastCertainty: Float = 0.992
  /// The chance that any character of a line is another may be this at the most.
  static let mostDoubt: Float = 0.012
  /// The least characters of a line.
  static let leastCharacters = 8
  /// The right edges of two characters are at least this far apart, in pitches.
  static let leastDistance: Float = 0.8

  init(_ line: FoundLine) {
    let characters = line.characters
    if characters.count < Self.leastCharacters {
      reasons.append("Only \(characters.count) characters of a line were found.")
    }
    let shape = LineShape(line.text, formats: line.formats)
    let ends = shape.ends
    for (index, found) in characters.enumerated() where found.certainty < Self.leastCertainty {
      reasons.append(
        "Character \(index + 1) may not be \(found.character.rawValue); "
          + "\(found.second.rawValue) is the next best.")
    }
    let doubt = characters.reduce(0) { $0 + (1 - $1.certainty) }
    if reasons.isEmpty, doubt > Self.mostDoubt {
      reasons.append("Several characters are a little uncertain, which is much for one line.")
    }
    for (index, distance) in line.distances.enumerated().dropFirst()
    where distance < Self.leastDistance {
      reasons.append("Characters \(index) and \(index + 1) stand too close to be two.")
    }
    if shape.hasGapInTransit {
      reasons.append("There is a gap in the routing number; a digit of it may be missing.")
    }
    if shape.hasGapInNumber {
      reasons.append(
        "There is a gap in a serial number or at the end of a number; a digit may be missing.")
    }
    if line.hasOverlooked(outside: ends.closed) {
      reasons.append("There may be one more character, apart from the others.")
    }
    if line.parts.count > 1, line.parts.contains(where: \.isUniform) {
      reasons.append("A part of the line is one character again and again; it may be a border.")
    }
    if line.hasUnseenGap {
      reasons.append("Between two parts of the line there is room for more of it.")
    }
    var first = 0
    for part in line.parts {
      let counted = shape.isCounted.dropFirst(first).prefix(part.characters.count)
      first += part.characters.count
      let ink = UnexplainedInk(part, beside: line.parts, ends: ends, counted: Array(counted))
      if let place = ink.place {
        reasons.append("There is print, a stroke or a mark \(place.rawValue) that is no character.")
      }
    }
    if !shape.isPlausible {
      reasons.append("The symbols do not stand as in any layout; one may be missing, or too many.")
    }
    if !shape.isComplete && line.isAtEdge || line.endsAtEdge(ends) {
      reasons.append("The line reaches the edge of the picture; a part of it may be cut off.")
    }
  }
}
