/// The characters of a line in A/B/C/D notation, with spaces where the print has wide gaps.
struct MICRLine: Sendable, Hashable {
  let text: String

  /// Writes out characters whose right edges are at the given distances, in pitches, from the one
  /// before.
  init(_ characters: [(character: MICRCharacter, distance: Float)]) {
    var text = ""
    for (index, entry) in characters.enumerated() {
      if index > 0 && entry.distance >= Self.leastGap { text.append(" ") }
      text.append(entry.character.rawValue)
    }
    self.text = text
  }

  /// Right edges further apart than this, in pitches, have an empty cell between them.
  static let leastGap: Float = 1.5
}
