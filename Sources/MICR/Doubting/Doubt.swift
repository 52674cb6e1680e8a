/// A reason not to stand by a line.
public enum Doubt: Sendable, Hashable, Codable {
  /// There is no line.
  case noLine
  /// Fewer characters than any line has were found.
  case fewCharacters(found: Int)
  /// Characters that may be others, of all that were read.
  case characters(found: [DoubtfulCharacter], of: Int)
  /// No character is very doubtful, and all doubts together are too much for one line.
  case manySlightDoubts
  /// Characters that stand too close to the one before, by their positions.
  case tooClose(positions: [Int])
  /// There is an empty place in the routing number.
  case gapInRoutingNumber
  /// There is an empty place in a serial number, or at the end of a number.
  case gapInNumber
  /// Something like a character stands apart from the others.
  case strayCharacter
  /// A part of the line is one character again and again, as a border is.
  case repeatedCharacter
  /// Between two parts of the line there is room for more of it.
  case gapBetweenParts
  /// There is ink that no character explains, or something that hides the paper.
  case mark(side: Side)
  /// The symbols stand as in no form of line.
  case unknownSymbols
  /// The line reaches the edge of the image.
  case cutOff
  /// A sentence, as readings were stored before doubts were values.
  case stated(sentence: String)

  /// A side of the line, in the direction of reading.
  public enum Side: String, Sendable, Hashable, Codable {
    case left, inside, right
  }
}

/// A character that may be another.
public struct DoubtfulCharacter: Sendable, Hashable, Codable {
  /// Its place in the line, from 1, spaces not counted.
  public var position: Int
  /// The character that was read; `nil` where it is hidden from who asks.
  public var read: String?
  /// The likeliest of the others; `nil` where it is hidden from who asks.
  public var rival: String?

  /// Makes a doubtful character from its parts.
  public init(position: Int, read: String?, rival: String?) {
    self.position = position
    self.read = read
    self.rival = rival
  }
}

extension Doubt {
  /// The doubt without the characters that it names.
  public var withoutCharacters: Doubt {
    switch self {
    case .characters(let found, let count):
      let hidden = found.map { DoubtfulCharacter(position: $0.position, read: nil, rival: nil) }
      return .characters(found: hidden, of: count)
    case .stated(let sentence):
      // A single digit between spaces is a character; a place or a count has "Character" before it.
      let words = sentence.split(separator: " ", omittingEmptySubsequences: false)
      let hidden = words.indices.map { index -> String in
        let isPlace = index > 0 && ["Character", "Characters", "and"].contains(words[index - 1])
        return isPlace ? String(words[index]) : String(words[index].map { $0.isNumber ? "*" : $0 })
      }
      return .stated(sentence: hidden.joined(separator: " "))
    default: return self
    }
  }
}

extension Doubt {
  /// Reads the doubts of a stored reading, or the sentences that were stored in their place before.
  ///
  /// - Throws: `DecodingError` when there are neither.
  package static func decode<Key: CodingKey>(
    from values: KeyedDecodingContainer<Key>, _ key: Key, sentences: Key
  ) throws -> [Doubt] {
    if let stated = try values.decodeIfPresent([String].self, forKey: sentences) {
      return stated.map { .stated(sentence: $0) }
    }
    return try values.decode([Doubt].self, forKey: key)
  }
}
