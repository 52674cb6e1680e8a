import MICR
import Testing

@testable import checkctl

@Suite struct MaskingTests {
  private let masking = Masking(isOff: false)

  @Test func onlyTheRoutingNumberOfALineIsShown() {
    #expect(masking.line("A021904567A 00123456C 1042") == "A021904567A ********C ****")
    #expect(masking.line("C00451C A00005D123A 12C") == "C*****C A00005D123A **C")
  }

  @Test(arguments: ["A021904567 00123456C A1042", "A00123456789A 1", "021904567A 55", "A12345A 6"])
  func aSymbolThatWasMissedShowsNoDigit(line: String) {
    #expect(!masking.line(line).contains { $0.isNumber })
  }

  @Test func aReadingIsMaskedCharacterByCharacter() {
    let line = "A021904567A 44C 1"
    let reading = MICRReading(
      status: .unsure, line: line, fields: MICRFields(parsing: line),
      characters: line.filter { $0 != " " }.map {
        ReadCharacter(
          character: String($0), confidence: 1, secondBest: nil,
          box: .init(x: 0, y: 0, width: 1, height: 1))
      },
      doubts: [
        .characters(found: [DoubtfulCharacter(position: 12, read: "4", rival: "9")], of: 15),
        .stated(sentence: "Character 12 may not be 4; 9 is the next best."),
        .stated(sentence: "Characters 12 and 13 are not one pitch apart; one may be missing."),
      ])
    let hidden = masking.reading(reading)
    #expect(hidden.characters.map(\.character).joined() == "A021904567A**C*")
    #expect(
      hidden.doubts.map(\.description) == [
        "Character 12 is doubtful.",
        "Character 12 may not be *; * is the next best.",
        "Characters 12 and 13 are not one pitch apart; one may be missing.",
      ])
    #expect(Masking(isOff: true).reading(reading) == reading)
  }
}
