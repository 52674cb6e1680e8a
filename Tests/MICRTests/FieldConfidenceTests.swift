import CheckImaging
import MICR
import Testing

@Suite struct FieldConfidenceTests {
  /// A reading of a line in which the characters at some places are less certain.
  private func reading(_ line: String, doubts: [Int: Double]) -> MICRReading {
    let box = PixelBox(x: 0, y: 0, width: 1, height: 1)
    return MICRReading(
      status: .unsure, line: line, fields: MICRFields(parsing: line),
      characters: line.filter { $0 != " " }.enumerated().map { index, character in
        ReadCharacter(
          character: String(character), confidence: doubts[index] ?? 0.9, secondBest: nil, box: box)
      }, doubts: [])
  }

  @Test func eachFieldHasTheLeastOfItsOwnCharacters() {
    // Auxiliary on-us 0-6, transit 7-17, on-us 18-25, amount 26-37.
    let line = "C00451C A271906807A 0139546C B0000437188B"
    let found = reading(line, doubts: [2: 0.2, 9: 0.3, 20: 0.4, 30: 0.5]).fieldConfidences
    #expect(found["auxOnUs"] == 0.2)
    #expect(found["serial"] == 0.2)
    #expect(found["routing"] == 0.3)
    #expect(found["account"] == 0.4)
    #expect(found["onUs"] == 0.4)
    #expect(found["amount"] == 0.5)
    #expect(found["country"] == nil)
  }

  @Test func symbolsThatFrameAFieldDoNotCount() {
    let found = reading("A021904567A 00123456C 1042", doubts: [0: 0.1, 10: 0.1, 19: 0.3])
      .fieldConfidences
    #expect(found["routing"] == 0.9)
    #expect(found["account"] == 0.9)
    #expect(found["serial"] == 0.9)
  }

  @Test func whereAFieldMayStandTwiceEveryPlaceCounts() {
    let found = reading("A021904567A 1111111C 1111", doubts: [12: 0.4, 21: 0.2]).fieldConfidences
    #expect(found["serial"] == 0.2)
    #expect((found["account"] ?? 1) <= 0.4)
  }

  @Test(arguments: ["", "AAAA", "BBB", "CCCCDDDD", "1", "A1A", "0123", "AC AC 12 B12B", "C1C1A"])
  func anyLineIsTaken(line: String) {
    for (_, confidence) in reading(line, doubts: [:]).fieldConfidences {
      #expect(confidence == 0.9)
    }
  }
}
