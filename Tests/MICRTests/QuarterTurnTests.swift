import CheckImaging
import CheckRendering
import MICR
import Testing

/// Pictures of checks that lay on their side.
@Suite struct QuarterTurnTests {
  private static let line = "A122000661A 1234567890123C 1011"

  private static func digits(_ line: String) -> String { line.filter { $0 != " " } }

  @Test(arguments: [1, 2, 3])
  func theLineAndItsBoxesAreThoseOfTheUprightPicture(turns: Int) throws {
    let upright = DrawnCheck(line: Self.line, hasClutter: true).draw()
    let turned = upright.rotated(quarterTurns: turns)
    let (wanted, reading) = (sharedReader.read(upright), sharedReader.read(turned))
    #expect(wanted.quarterTurns == 0)
    #expect(reading.quarterTurns == turns)
    #expect(reading.isUpsideDown == (turns == 2))
    #expect(reading.status == .sure)
    #expect(Self.digits(reading.line) == Self.digits(Self.line))
    try #require(reading.characters.count == wanted.characters.count)
    for (found, there) in zip(reading.characters, wanted.characters) {
      let box = found.box.rotated(
        quarterTurns: -turns, width: turned.width, height: turned.height)
      let distances = [
        box.x - there.box.x, box.y - there.box.y,
        box.x + box.width - there.box.x - there.box.width,
        box.y + box.height - there.box.y - there.box.height,
      ]
      #expect(distances.allSatisfy { abs($0) <= 2 }, "\(found.character): \(distances)")
    }
  }

  @Test(arguments: [Condition.cleanScan, .wornScan, .photograph], [1, 3])
  func renderedChecksReadAsTheyDoUpright(condition: Condition, turns: Int) {
    for seed in 41...46 as ClosedRange<UInt64> {
      let check = RenderedCheck(condition, seed: seed)
      guard sharedReader.read(check.image).status == .sure else { continue }
      let reading = sharedReader.read(check.image.rotated(quarterTurns: turns))
      #expect(Self.digits(reading.line) == check.line, "\(condition) \(seed)")
      #expect(reading.quarterTurns % 2 == 1)
    }
  }

  @Test(arguments: [1, 3])
  func aPictureWithoutALineHasNoneOnItsSide(turns: Int) {
    for seed in 1...6 as ClosedRange<UInt64> {
      let image = RenderedCheck(.noLine, seed: seed).image.rotated(quarterTurns: turns)
      #expect(sharedReader.read(image).status != .sure, "\(seed)")
    }
  }

  @Test func aReaderReadsAlikeColdAndWarm() {
    let images = [1, 2, 3].map { RenderedCheck(.wornScan, seed: $0).image }
    let reader = MICRReader()
    let first = images.map(reader.read)
    #expect(images.map { MICRReader().read($0) } == first)
    #expect(images.map(reader.read) == first)
  }
}
