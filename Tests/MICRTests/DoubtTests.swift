import MICR
import Testing

@Suite struct DoubtTests {
  private static func doubt(_ positions: [Int], of count: Int = 25) -> Doubt {
    .characters(
      found: positions.map { DoubtfulCharacter(position: $0, read: "3", rival: "8") }, of: count)
  }

  @Test(arguments: [
    ([8], "Character 8 (3 or 8) is doubtful."),
    ([8, 9], "Characters 8 (3 or 8) and 9 (3 or 8) are doubtful."),
    ([2, 4, 6, 7, 8, 11], "6 of 25 characters are doubtful: 2, 4, 6-8, 11."),
  ])
  func `Doubtful characters are one sentence`(positions: [Int], sentence: String) {
    #expect(Self.doubt(positions).description == sentence)
  }

  @Test(arguments: [
    ([8], "Character 8 is doubtful."), ([8, 9], "2 of 25 characters are doubtful: 8-9."),
  ])
  func `Their sentence can be told without them`(positions: [Int], sentence: String) {
    let hidden = Self.doubt(positions).withoutCharacters
    #expect(hidden.description == sentence)
    guard case .characters(let found, _) = hidden else { return #expect(Bool(false)) }
    #expect(found.allSatisfy { $0.read == nil && $0.rival == nil })
  }

  @Test func `Sentences of earlier readings hide their digits, and no places`() {
    let old = Doubt.stated(sentence: "Character 12 may not be 4; 9 is the next best.")
    #expect(old.withoutCharacters.description == "Character 12 may not be *; * is the next best.")
  }

  @Test func `Characters that stand too close are named by place`() {
    #expect(
      Doubt.tooClose(positions: [5]).description
        == "Characters 4 and 5 stand too close to be two.")
    #expect(
      Doubt.tooClose(positions: [5, 7, 8]).description
        == "3 characters stand too close to the one before: 5, 7-8.")
  }
}
