import CheckImaging

extension MICRReading {
  private enum CodingKeys: String, CodingKey {
    case status, line, fields, doubts, columns
    /// The characters as a list, as readings were stored at first.
    case characters
    /// Sentences, as readings were stored before doubts were values.
    case reasons
  }

  /// Reads a reading as ``encode(to:)`` writes it.
  ///
  /// - Throws: `DecodingError` when it is none.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    status = try values.decode(Status.self, forKey: .status)
    line = try values.decode(String.self, forKey: .line)
    fields = try values.decodeIfPresent(MICRFields.self, forKey: .fields)
    doubts = try Doubt.decode(from: values, .doubts, sentences: .reasons)
    characters =
      if let list = try values.decodeIfPresent([ReadCharacter].self, forKey: .characters) {
        list
      } else {
        try values.decode(CharacterColumns.self, forKey: .columns).characters()
      }
  }

  /// Writes the characters property by property, each in one text: as a list of objects they
  /// take five times as long to write and to read as JSON, and four times the room.
  ///
  /// - Throws: `EncodingError` when a character is not a single one, or its confidence none.
  public func encode(to encoder: any Encoder) throws {
    guard let columns = CharacterColumns(characters) else {
      // Without the characters: what fails is written to logs.
      throw EncodingError.invalidValue(
        characters.count,
        EncodingError.Context(
          codingPath: encoder.codingPath,
          debugDescription: "a character, or its confidence, is none"))
    }
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(status, forKey: .status)
    try values.encode(line, forKey: .line)
    try values.encodeIfPresent(fields, forKey: .fields)
    try values.encode(doubts, forKey: .doubts)
    try values.encode(columns, forKey: .columns)
  }
}

/// The characters of a reading, property by property; numbers are parted by spaces.
private struct CharacterColumns: Codable {
  private var text: String
  /// With a space where there is none.
  private var secondBest: String
  private var confidences: String
  /// The four numbers of each box, in the order of ``PixelBox``.
  private var boxes: String

  private static let none: Character = " "

  /// `nil` where a character is not a single one, or its confidence none.
  init?(_ characters: [ReadCharacter]) {
    text = characters.map(\.character).joined()
    secondBest = characters.map { $0.secondBest ?? String(Self.none) }.joined()
    guard text.count == characters.count, secondBest.count == characters.count,
      characters.allSatisfy({ (0...1).contains($0.confidence) })
    else { return nil }
    confidences = Self.join(characters.map(\.confidence))
    boxes = Self.join(
      characters.map(\.box).flatMap { [$0.x, $0.y, $0.width, $0.height] })
  }

  /// - Throws: `DecodingError` when the columns are not those of as many characters.
  func characters() throws -> [ReadCharacter] {
    let confidences: [Double] = Self.split(confidences)
    let boxes: [Int] = Self.split(boxes)
    guard secondBest.count == text.count, confidences.count == text.count,
      boxes.count == 4 * text.count, confidences.allSatisfy((0...1).contains)
    else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: [], debugDescription: "the columns are not those of as many characters"))
    }
    return zip(zip(text, secondBest), confidences).enumerated().map { index, entry in
      let ((character, second), confidence) = entry
      let place = 4 * index
      return ReadCharacter(
        character: String(character), confidence: confidence,
        secondBest: second == Self.none ? nil : String(second),
        box: PixelBox(
          x: boxes[place], y: boxes[place + 1], width: boxes[place + 2], height: boxes[place + 3]))
    }
  }

  private static func join(_ numbers: [some LosslessStringConvertible]) -> String {
    numbers.map(\.description).joined(separator: " ")
  }

  private static func split<Number: LosslessStringConvertible>(_ text: String) -> [Number] {
    let numbers = text.utf8.split(separator: UInt8(ascii: " ")).map {
      Number(String(Substring($0)))
    }
    return numbers.contains { $0 == nil } ? [] : numbers.compactMap(\.self)
  }
}
