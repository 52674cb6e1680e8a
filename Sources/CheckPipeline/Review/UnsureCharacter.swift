import MICR

/// A character of a line that the reader does not stand by.
public struct UnsureCharacter: Sendable, Hashable {
  /// Its place among the characters of the line, from 1, spaces not counted.
  public var place: Int
  /// Its place in the line as it is written, from 0, spaces counted.
  public var column: Int
  /// What it was read as.
  public var character: String
  /// What it may be instead.
  public var secondBest: String?
  /// How certain it is, from 0 to 1.
  public var confidence: Double
}

extension MICRReading {
  /// The characters that a person has to compare with the picture.
  public var unsureCharacters: [UnsureCharacter] {
    let columns = line.enumerated().filter { $0.element != " " }.map(\.offset)
    return zip(columns, characters).enumerated().compactMap { index, found in
      let (column, character) = found
      guard !ReadCharacter.isSure(character.confidence) else { return nil }
      return UnsureCharacter(
        place: index + 1, column: column, character: character.character,
        secondBest: character.secondBest, confidence: character.confidence)
    }
  }
}

extension ReviewItem {
  /// The characters of its line that a person has to compare; none where a person corrected it.
  public var unsureCharacters: [UnsureCharacter] {
    details.check.lineIsCorrected ? [] : details.reading?.unsureCharacters ?? []
  }
}
