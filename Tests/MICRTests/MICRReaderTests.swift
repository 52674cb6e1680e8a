import CheckImaging
import Testing

@testable import MICR

/// What the reader makes of clean and slightly spoilt drawings.
struct MICRReaderTests {
  static let lines = [
    "A122000661A  1234567890123C 1011",
    "C0123456789C A026009593A 000480201879C",
    "A021000089A 1001 55500012C   B0000001999B",
    "C243C A00005D003A 123D456D7C",
    "A0540D0004A 140 6116C",
    "C316042C 20D8080A 58020027C 02",
    "C477764C 250024007A 012345C 29",
    "A00 C484221C 57D14037A 1041014322C 25",
  ]

  private func expectSure(
    _ check: DrawnCheck, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let reading = sharedReader.read(check.draw())
    #expect(
      reading.line.filter { $0 != " " } == check.line.filter { $0 != " " },
      sourceLocation: sourceLocation)
    #expect(
      reading.status == .sure, "\(reading.doubts)", sourceLocation: sourceLocation)
  }

  @Test(arguments: lines)
  func readsCleanPrint(line: String) {
    expectSure(DrawnCheck(line: line, hasClutter: true))
  }

  @Test(arguments: [100.0, 140, 200, 300])
  func readsEveryUsualResolution(dpi: Double) {
    expectSure(DrawnCheck(line: Self.lines[0], dpi: dpi, hasClutter: true))
  }

  @Test(arguments: [-5.0, -2, 1, 5])
  func readsSkewedPrint(degrees: Double) {
    var check = DrawnCheck(line: Self.lines[1], angleDegrees: degrees, hasClutter: true)
    check.baseInches = 0.4
    expectSure(check)
  }

  @Test(arguments: [0.0, 2])
  func readsUpsideDown(degrees: Double) {
    expectSure(
      DrawnCheck(
        line: Self.lines[0], angleDegrees: degrees, isUpsideDown: true, hasClutter: true))
  }

  @Test func readsThroughNoise() {
    expectSure(DrawnCheck(line: Self.lines[2], noise: 40, hasClutter: true))
  }

  @Test(arguments: [
    DrawnCheck.Paper.gray(150), .gradient(120, 250), .guilloche(150, 240),
  ])
  func readsOnLightBackgrounds(paper: DrawnCheck.Paper) {
    expectSure(DrawnCheck(line: Self.lines[1], paper: paper, noise: 6, hasClutter: true))
  }

  @Test func readsInvertedPrint() {
    let image = DrawnCheck(line: Self.lines[0]).draw().inverted()
    #expect(sharedReader.read(image).line.filter { $0 != " " } == "A122000661A1234567890123C1011")
  }

  /// A stamp far from the line, or the grain of what the check lies on, may look like a digit.
  @Test(arguments: [("7    ", ""), ("D    ", ""), ("", "    D"), ("", "    3")])
  func whatStandsAloneIsSetAside(before: String, after: String) {
    let line = "A122000661A 4159372680C 8046"
    let image = DrawnCheck(line: before + line + after, widthInches: 8).draw()
    let reading = sharedReader.read(image)
    #expect(reading.line == line)
    #expect(reading.status == .unsure)
  }

  @Test func aFieldOfOneDigitIsRead() {
    expectSure(DrawnCheck(line: "C001234C 560D240A 0123456C    7", widthInches: 8))
  }

  @Test func marksWideGapsWithASpace() {
    let reading = sharedReader.read(DrawnCheck(line: "C123456C A026009593A  12345678C").draw())
    #expect(reading.line == "C123456C A026009593A 12345678C")
    #expect(reading.fields?.routing == "026009593")
  }

  @Test func boxesStandAroundTheCharacters() throws {
    let check = DrawnCheck(line: "A122000661A 1234567890C")
    let reading = sharedReader.read(check.draw())
    #expect(reading.characters.count == 22)
    let last = try #require(reading.characters.last)
    // The on-us symbol: 7 by 7 modules, its right edge 0.3125 in from that of the picture.
    let right = Int((check.widthInches - check.rightInches) * check.dpi)
    #expect(abs(last.box.x + last.box.width - right) <= 2)
    #expect(abs(last.box.width - 18) <= 2)
    #expect(abs(last.box.height - 18) <= 3)
    #expect((0...1).contains(last.confidence))
    #expect(last.character == "C")
  }
}
