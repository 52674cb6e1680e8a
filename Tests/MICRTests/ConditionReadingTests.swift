import CheckImaging
import CheckRendering
import Testing

@testable import MICR

/// A small share of what `reading-score` measures: checks of every country under every condition.
struct ConditionReadingTests {
  /// How many of sixteen checks are read exactly at the least.
  static let bars: [(Condition, Int)] = [
    (.cleanScan, 16), (.wornScan, 12), (.bitonalScan, 13), (.fax, 13), (.photograph, 15),
    (.hostilePhotograph, 11),
  ]

  @Test(arguments: bars)
  func readsMostAndIsNeverSureOfAWrongLine(condition: Condition, bar: Int) {
    var exact = 0
    for seed in UInt64(100)..<116 {
      let check = RenderedCheck(condition, seed: seed)
      let reading = sharedReader.read(check.image)
      let isExact = reading.line.filter { $0 != " " } == check.line
      #expect(isExact || reading.status != .sure, "\(condition) \(seed): \(reading.line)")
      if isExact { exact += 1 }
    }
    #expect(exact >= bar)
  }

  @Test func whatHasNoLineIsNeverSure() {
    for seed in UInt64(100)..<112 {
      #expect(sharedReader.read(RenderedCheck(.noLine, seed: seed).image).status != .sure)
    }
  }

  @Test(arguments: [8, -8, 10, -10, 12, -12])
  func readsAnAmountOnABaseLineOfItsOwn(offset: Int) throws {
    let image = DrawnCheck(
      line: "A122000661A 12345678C  B0000012345B", widthInches: 8, hasClutter: true
    ).draw()
    // The last twelve positions with their gap, moved up or down.
    let first = image.width - Int((0.3125 + 12.5 * 0.125) * 200)
    var pixels = image.pixels
    for row in 260..<image.height - 14 {
      for column in first..<image.width - 16 {
        let from = min(max(row - offset, 0), image.height - 16)
        pixels[row * image.width + column] = image[column, from]
      }
    }
    let stepped = GrayImage(width: image.width, height: image.height, pixels: pixels)
    let reading = sharedReader.read(stepped)
    #expect(reading.line == "A122000661A 12345678C B0000012345B")
    #expect(reading.fields?.amount == 12345)
  }

  /// The ink of dithered or grainy paper in a wide gap must not outweigh the digits beyond it.
  @Test(arguments: [
    (Condition.bitonalScan, UInt64(70079)), (.bitonalScan, 70161), (.bitonalScan, 70166),
    (.hostilePhotograph, 70120),
  ])
  func readsAShortGroupFarFromTheRest(condition: Condition, seed: UInt64) {
    let check = RenderedCheck(condition, seed: seed)
    #expect(sharedReader.read(check.image).line.filter { $0 != " " } == check.line)
  }

  /// Below a border of boxes, in faint print on a check that lies on a dark table, in dots, and in
  /// white on a dark check that lies on something lighter.
  @Test(arguments: [
    (Condition.photograph, UInt64(770_010_122)), (.photograph, 770_010_357),
    (.hostilePhotograph, 770_010_028), (.hostilePhotograph, 770_010_107),
    (.bitonalScan, 770_010_040), (.wornScan, 1_000_000_000), (.wornScan, 1_000_000_021),
  ])
  func findsALineThatIsHardToSee(condition: Condition, seed: UInt64) {
    let check = RenderedCheck(condition, seed: seed)
    #expect(sharedReader.read(check.image).line.filter { $0 != " " } == check.line)
  }

  /// A stroke through a 3, a border of boxes that resemble zeros, and digits under ruled lines.
  @Test(arguments: [
    (Condition.wornScan, UInt64(70107)), (.bitonalScan, 80078), (.bitonalScan, 80037),
    (.wornScan, 880_010_512), (.hostilePhotograph, 880_010_615),
  ])
  func isNotSureOfWhatOnlyResemblesACharacter(condition: Condition, seed: UInt64) {
    let check = RenderedCheck(condition, seed: seed)
    let reading = sharedReader.read(check.image)
    #expect(reading.status != .sure || reading.line.filter { $0 != " " } == check.line)
  }

  /// A lost field, a lost symbol or code at the end, and a lost middle between two parts.
  @Test(arguments: [
    (Condition.wornScan, UInt64(880_020_263)), (.hostilePhotograph, 880_010_228),
    (.hostilePhotograph, 880_010_283), (.bitonalScan, 661_142), (.wornScan, 440_010_192),
  ])
  func isNotSureOfALineThatLacksAPart(condition: Condition, seed: UInt64) {
    let check = RenderedCheck(condition, seed: seed)
    let reading = sharedReader.read(check.image)
    #expect(reading.status != .sure || reading.line.filter { $0 != " " } == check.line)
  }

  /// Covered, torn, washed out and cut off.
  @Test func isNotSureOfAnotherLineThanADamagedOne() {
    var sure = 0
    for seed in UInt64(1100)..<1150 {
      let check = RenderedCheck(.damaged, seed: seed)
      let reading = sharedReader.read(check.image)
      guard reading.status == .sure else { continue }
      sure += 1
      #expect(reading.line.filter { $0 != " " } == check.line, "\(seed)")
    }
    #expect(sure > 3)
  }

  /// The pattern of the paper in a gap, a 4 and a 5 that a stroke makes a 9, a dash that a shadow
  /// makes left of the line, the side of a box that makes a 5 a 9, and boxes above the line that
  /// resemble a serial number.
  @Test(arguments: [
    (Condition.hostilePhotograph, UInt64(990_000_373)), (.hostilePhotograph, 990_001_941),
    (.wornScan, 990_001_858), (.wornScan, 990_001_180), (.photograph, 990_002_313),
    (.fax, 990_000_900), (.wornScan, 1_000_008_051), (.photograph, 1_000_015_065),
  ])
  func isNotSureOfWhatWasNotPrinted(condition: Condition, seed: UInt64) {
    let check = RenderedCheck(condition, seed: seed)
    let reading = sharedReader.read(check.image)
    #expect(reading.status != .sure || reading.line.filter { $0 != " " } == check.line)
  }

  /// A ruled line down through the print, wherever it is, may hide a character and never makes
  /// another of it unnoticed.
  @Test(arguments: [(3, 0), (6, 0), (5, 4)])
  func aStrokeAcrossTheLineMakesNoOtherCharacter(width: Int, slope: Int) {
    let line = "A122000661A 4159372680C 8046"
    let image = DrawnCheck(line: line).draw()
    var sure = 0
    for place in stride(from: 400, to: image.width - 60, by: 11) {
      var pixels = image.pixels
      for row in 230..<image.height {
        let left = place + (row - 290) * slope / 10
        for column in left..<left + width { pixels[row * image.width + column] = 30 }
      }
      let crossed = GrayImage(width: image.width, height: image.height, pixels: pixels)
      let reading = sharedReader.read(crossed)
      guard reading.status == .sure else { continue }
      sure += 1
      #expect(reading.line == line, "at column \(place)")
    }
    #expect(sure > 4)
  }

  @Test func aStrokeBesideTheLineIsToldOf() {
    let image = DrawnCheck(line: "C001234C A026009593A 12345678C", widthInches: 8).draw()
    var pixels = image.pixels
    let end = image.width - Int(0.3125 * 200)
    for row in 250..<image.height {
      for column in end + 8..<end + 20 {
        pixels[row * image.width + column] = 20
      }
    }
    let marked = GrayImage(width: image.width, height: image.height, pixels: pixels)
    #expect(sharedReader.read(image).status == .sure)
    #expect(sharedReader.read(marked).status == .unsure)
  }
}
