/// Why a line cannot be called sure; no reason means that it can.
struct LineVerdict {
  private(set) var reasons: [String] = []

  /// The least correlation and margin that a certain character has.
  static let leastScore: Float = 0.74
  static let leastMargin: Float = 0.08
  /// Characters side by side are one pitch apart, give or take this share of it.
  static let pitchTolerance: Float = 0.1

  init(_ reading: LineReading) {
    let characters = reading.characters
    if characters.count < 8 {
      reasons.append("Only \(characters.count) characters of a line were found.")
    }
    for (index, found) in characters.enumerated() {
      if found.score < Self.leastScore || found.margin < Self.leastMargin {
        reasons.append(
          "Character \(index + 1) may not be \(found.character.rawValue); "
            + "\(found.second.rawValue) is the next best.")
      }
    }
    for (index, distance) in reading.distances.enumerated().dropFirst() {
      let isStep = abs(distance - 1) <= Self.pitchTolerance
      if !isStep && distance < 1.6 {
        reasons.append(
          "Characters \(index) and \(index + 1) are not one pitch apart; one may be missing.")
      }
    }
    if let place = UnexplainedInk(reading).place {
      reasons.append("There is print or a stroke \(place.rawValue) that is no character.")
    }
    if !LineLayout(reading.line).isComplete {
      reasons.append("The symbols do not stand as in any layout known; one may be missing.")
    }
  }
}

extension LineReading {
  var line: String {
    MICRLine(zip(characters, distances).map { ($0.character, $1) }).text
  }
}
