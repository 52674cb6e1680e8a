import CheckImaging

/// What the reader saw on one picture.
public struct MICRReading: Sendable, Hashable, Codable {
  /// How far the reader stands by the characters.
  ///
  /// It says nothing about the fields.
  public enum Status: String, Sendable, Hashable, Codable {
    /// Every character is certain, and nothing on the line is left unexplained.
    case sure
    /// There is a line, and at least one doubt for a person to look at.
    case unsure
    /// There is no E-13B line on the picture.
    case noLine = "no-line"
  }

  /// How far the reader stands by the characters.
  public var status: Status

  /// The characters in A/B/C/D notation, with a space where the print has a wide gap; empty when
  /// there is no line.
  public var line: String

  /// What the line says, by its symbols; `nil` when there is no line.
  public var fields: MICRFields?

  /// Each character read, in the order of the line.
  public var characters: [ReadCharacter]

  /// Why the status is not `sure`; empty when it is.
  public var doubts: [Doubt]

  /// Whether a byte is one of the characters that ``line`` is written in.
  package static func isOfLine(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "D"),
      UInt8(ascii: " "):
      true
    default: false
    }
  }

  /// The quarter turns, clockwise, by which the picture lay turned from upright when the line was
  /// read: 0 to 3, and 0 where there is no line.
  ///
  /// The direction in which the boxes of ``characters`` follow each other tells it.
  public var quarterTurns: Int {
    guard let first = characters.first?.box, let last = characters.last?.box else { return 0 }
    let across = 2 * (last.x - first.x) + last.width - first.width
    let down = 2 * (last.y - first.y) + last.height - first.height
    if abs(down) > abs(across) { return down > 0 ? 1 : 3 }
    return across < 0 ? 2 : 0
  }

  /// Whether the line was read with the picture upside down; `false` where there is none.
  public var isUpsideDown: Bool { quarterTurns == 2 }

  /// Makes a reading from its parts.
  public init(
    status: Status, line: String, fields: MICRFields?, characters: [ReadCharacter],
    doubts: [Doubt]
  ) {
    self.status = status
    self.line = line
    self.fields = fields
    self.characters = characters
    self.doubts = doubts
  }
}

/// One character of a line, and how it was seen.
public struct ReadCharacter: Sendable, Hashable, Codable {
  /// The character, in A/B/C/D notation.
  public var character: String
  /// How certain the character is, from 0 to 1.
  public var confidence: Double
  /// The character that came second.
  public var secondBest: String?
  /// Where it stands, in pixels of the picture that was read, as that lay.
  public var box: PixelBox

  /// Whether the reader stands by a character of this confidence; the rounding of a confidence
  /// counts against it.
  public static func isSure(_ confidence: Double) -> Bool {
    Float(confidence) > LineDoubts.leastCertainty
  }

  /// Makes a read character from its parts.
  public init(character: String, confidence: Double, secondBest: String?, box: PixelBox) {
    self.character = character
    self.confidence = confidence
    self.secondBest = secondBest
    self.box = box
  }
}
