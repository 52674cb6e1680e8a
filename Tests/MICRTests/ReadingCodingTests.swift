import CheckImaging
import Foundation
import MICR
import Testing

@Suite struct ReadingCodingTests {
  private let reading = MICRReading(
    status: .unsure, line: "A1 C", fields: MICRFields(parsing: "A1 C"),
    characters: [
      ReadCharacter(
        character: "A", confidence: 0.9999, secondBest: nil,
        box: PixelBox(x: -3, y: 475, width: 19, height: 24)),
      ReadCharacter(
        character: "1", confidence: 1e-7, secondBest: "7",
        box: PixelBox(x: 102, y: 475, width: 11, height: 24)),
      ReadCharacter(
        character: "C", confidence: 1, secondBest: "B",
        box: PixelBox(x: 124, y: 476, width: 14, height: 24)),
    ],
    doubts: [
      .characters(found: [.init(position: 1, read: "1", rival: "7")], of: 1), .mark(side: .left),
    ])

  private func coded(_ reading: MICRReading) throws -> [String: Any] {
    let bytes = try JSONEncoder().encode(reading)
    return try #require(JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  }

  private func decoded(_ values: [String: Any]) throws -> MICRReading {
    try JSONDecoder().decode(
      MICRReading.self, from: JSONSerialization.data(withJSONObject: values))
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    #expect(try decoded(coded(reading)) == reading)
    let none = MICRReading(
      status: .noLine, line: "", fields: nil, characters: [], doubts: [.noLine])
    #expect(try decoded(coded(none)) == none)
  }

  @Test func `Sentences that were stored before doubts were values are read`() throws {
    var values = try coded(reading)
    values["doubts"] = nil
    values["reasons"] = ["Character 2 may not be 1; 7 is the next best."]
    let old = try decoded(values)
    #expect(old.doubts == [.stated(sentence: "Character 2 may not be 1; 7 is the next best.")])
  }

  @Test func aListOfCharactersIsReadToo() throws {
    var values = try coded(reading)
    values["columns"] = nil
    values["characters"] = try JSONSerialization.jsonObject(
      with: JSONEncoder().encode(reading.characters))
    #expect(try decoded(values) == reading)
  }

  @Test(arguments: [
    ("text", "A1"), ("text", "A1CC"), ("secondBest", "7B"), ("confidences", "1 1"),
    ("confidences", "1 1 x"), ("confidences", "x 1 1 1"), ("confidences", "1 1 nan"),
    ("confidences", "1 1 inf"),
    ("confidences", "1 1 -0.5"), ("boxes", "1 2 3 4"), ("boxes", "1 2 3 4 5 6 7 8 9 10 11 1e3"),
    ("boxes", "1 2 3 4 5 6 7 8 9 10 11 99999999999999999999"),
  ])
  func columnsOfOtherCharactersAreRefused(name: String, value: String) throws {
    var values = try coded(reading)
    var columns = try #require(values["columns"] as? [String: String])
    columns[name] = value
    values["columns"] = columns
    #expect(throws: DecodingError.self) { try decoded(values) }
  }

  @Test func whatIsNotOneCharacterIsNotWritten() {
    for wrong in [("A1", 1.0), ("", 1), ("A", 2), ("A", .nan)] {
      var reading = reading
      (reading.characters[0].character, reading.characters[0].confidence) = wrong
      #expect(throws: EncodingError.self) { try JSONEncoder().encode(reading) }
    }
  }
}
