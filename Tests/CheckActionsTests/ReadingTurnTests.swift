import CheckImaging
import MICR
import Testing

@testable import CheckActions

/// Which readings turn the pictures for archive and bank.
@Suite struct ReadingTurnTests {
  private func reading(
    _ line: String, _ status: MICRReading.Status, upsideDown: Bool = true
  ) -> MICRReading {
    let characters = line.filter { $0 != " " }.enumerated().map { index, character in
      ReadCharacter(
        character: String(character), confidence: 0.9, secondBest: nil,
        box: PixelBox(x: upsideDown ? 900 - 10 * index : 10 * index, y: 9, width: 8, height: 9))
    }
    return MICRReading(
      status: status, line: line, fields: MICRFields(parsing: line), characters: characters,
      doubts: [])
  }

  @Test func aSureLineOrARoutingNumberDoes() {
    #expect(reading("C243C A00005D123A 1234567C", .sure).tellsToTurn)
    #expect(reading("A122000661A 1234C", .unsure).tellsToTurn)
  }

  @Test func aDoubtfulLineDoesNot() {
    #expect(!reading("390C0 003", .unsure).tellsToTurn)
    #expect(!reading("A122000662A 1234C", .unsure).tellsToTurn)
    #expect(!reading("A122000661A 1234C", .sure, upsideDown: false).tellsToTurn)
  }
}
