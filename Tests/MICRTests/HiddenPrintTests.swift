import CheckImaging
import Testing

@testable import MICR

/// What lies over a line, or cuts it off, may hide a part of it; the reader must not be sure of the
/// rest.
struct HiddenPrintTests {
  private static let line = "A122000661A 4159372680C 8046"

  private func drawn(_ line: String, widthInches: Double = 6) -> GrayImage {
    DrawnCheck(line: line, widthInches: widthInches).draw()
  }

  /// The picture with a slanting stroke down through the line.
  private func marked(
    _ image: GrayImage, from top: Int = 230, at place: Int, width: Int, slope: Int = 0,
    gray: UInt8 = 30
  ) -> GrayImage {
    var pixels = image.pixels
    for row in top..<image.height {
      let left = place + (row - 290) * slope / 10
      for column in max(left, 0)..<max(0, min(left + width, image.width)) where left + width > 0 {
        pixels[row * image.width + column] = gray
      }
    }
    return GrayImage(width: image.width, height: image.height, pixels: pixels)
  }

  private func expectNeverSureOfAnother(
    _ image: GrayImage, than line: String, _ comment: String
  ) {
    let reading = sharedReader.read(image)
    #expect(reading.status != .sure || reading.line == line, "\(comment): \(reading.line)")
  }

  @Test(arguments: [(20, 0), (26, 3), (40, 0), (90, 0)])
  func aBroadMarkIsNoPaper(width: Int, slope: Int) {
    let image = drawn(Self.line)
    for place in stride(from: 380, to: image.width - 70 - width, by: 17) {
      expectNeverSureOfAnother(
        marked(image, at: place, width: width, slope: slope), than: Self.line, "at \(place)")
    }
  }

  @Test(arguments: [120, 160, 190])
  func aPaleMarkIsNoPaperEither(gray: Int) {
    let image = drawn(Self.line)
    for place in stride(from: 380, to: image.width - 190, by: 17) {
      expectNeverSureOfAnother(
        marked(image, at: place, width: 30, gray: UInt8(gray)), than: Self.line, "at \(place)")
    }
  }

  /// A strip of tape over a part of the line, digits under it or not.
  @Test(arguments: [(60, 170), (120, 190), (200, 150)])
  func aTapeThatHasPaperOnBothSidesIsNoPaper(width: Int, gray: Int) {
    let image = drawn(Self.line)
    for place in stride(from: 380, to: image.width - 70 - width, by: 41) {
      expectNeverSureOfAnother(
        marked(image, at: place, width: width, gray: UInt8(gray)), than: Self.line, "at \(place)")
    }
  }

  /// The paper ends within the line, and the ground shows.
  @Test(arguments: [30, 120])
  func whatIsTornOffMayHaveHadPrint(ground: Int) {
    let image = drawn(Self.line)
    for place in stride(from: 380, to: image.width - 80, by: 31) {
      let right = marked(image, at: place, width: image.width, slope: 4, gray: UInt8(ground))
      expectNeverSureOfAnother(right, than: Self.line, "right of \(place)")
      let left = marked(image, at: place - 1200, width: 1200, slope: 4, gray: UInt8(ground))
      expectNeverSureOfAnother(left, than: Self.line, "left of \(place)")
    }
  }

  @Test func printThatShinesThroughAMarkIsSeen() {
    let image = drawn(Self.line)
    let hidden = 5 * 25
    for place in stride(from: 700, to: image.width - 80 - hidden, by: 25) {
      var pixels = image.pixels
      for row in 0..<image.height {
        for column in place..<place + hidden {
          let ink = 255 - Int(pixels[row * image.width + column])
          pixels[row * image.width + column] = UInt8(255 - ink / 9)
        }
      }
      let paled = GrayImage(width: image.width, height: image.height, pixels: pixels)
      expectNeverSureOfAnother(paled, than: Self.line, "at \(place)")
    }
  }

  /// A dirty sensor's band takes the left side of an 8 away, which leaves a 3.
  @Test(arguments: [5, 7, 10])
  func aLightBandMakesNoOtherCharacter(width: Int) {
    let line = "A122000661A 8158368688C 8086"
    let image = DrawnCheck(line: line, paper: .gray(205)).draw()
    #expect(sharedReader.read(image).status == .sure)
    for place in stride(from: 380, to: image.width - 66, by: 7) {
      let banded = marked(image, from: 0, at: place, width: width, gray: 250)
      expectNeverSureOfAnother(banded, than: line, "at \(place)")
    }
  }

  @Test func aFieldThatIsCutOffOnTheLeftIsDoubted() {
    let line = "C123456C A122000661A 4159372680C"
    let image = drawn(line)
    let start = image.width - Int((0.3125 + 24 * 0.125) * 200)
    #expect(sharedReader.read(image).status == .sure)
    for column in stride(from: 0, to: start + 10, by: 12) {
      expectNeverSureOfAnother(image.cut(left: column), than: line, "cut at \(column)")
    }
  }

  /// A shadow, sharp or soft, that falls on one side of the line is no band and no mark.
  @Test(arguments: [1, 60], [false, true])
  func aShadowIsNoMark(width: Int, isOnTheLeft: Bool) {
    let image = drawn(Self.line)
    for place in [500, 760, 1000] {
      var pixels = image.pixels
      for row in 0..<image.height {
        for column in 0..<image.width {
          let across = min(max(Double(column - place) / Double(width), 0), 1)
          let light = 1 - 0.3 * (isOnTheLeft ? 1 - across : across)
          pixels[row * image.width + column] = UInt8(
            Double(pixels[row * image.width + column]) * light)
        }
      }
      let shaded = GrayImage(width: image.width, height: image.height, pixels: pixels)
      #expect(sharedReader.read(shaded).line == Self.line)
      #expect(sharedReader.read(shaded).status == .sure, "at \(place)")
    }
  }

  @Test func aRoutingNumberWithoutADigitIsDoubted() {
    let image = drawn("A1220 0661A 4159372680C 8046")
    #expect(sharedReader.read(image).status == .unsure)
  }

  @Test(arguments: [6, 8, 10, 12])
  func aStrokeMayHideALastDigit(width: Int) {
    let line = "A122000661A 4159372680C 1"
    let image = drawn(line)
    let end = image.width - Int(0.3125 * 200)
    for left in stride(from: end - 24, to: end, by: 2) {
      expectNeverSureOfAnother(marked(image, at: left, width: width), than: line, "at \(left)")
    }
  }

  /// A serial number, and an amount behind a line that could end without it.
  @Test(arguments: [Self.line, "C837664C 63D10058A 54187778751C 10 B0008724542B"])
  func whatIsCutOffOnTheRightIsDoubted(line: String) {
    let image = drawn(line, widthInches: 8)
    let end = image.width - Int(0.3125 * 200)
    #expect(sharedReader.read(image).status == .sure)
    for width in stride(from: end - 360, to: end + 6, by: 4) {
      expectNeverSureOfAnother(image.cropped(width: width), than: line, "cut at \(width)")
    }
  }

  /// The frame of a check, and the table on which it lies.
  @Test(arguments: [20, 222])
  func whatLiesBeyondTheLineIsNoMark(width: Int) {
    let line = "A122000661A 4159372680C"
    let image = drawn(line, widthInches: 9)
    // The line ends far from where the mark begins.
    let moved = image.shiftedLeft(by: 420)
    let reading = sharedReader.read(marked(moved, at: moved.width - 222, width: width))
    #expect(reading.line == line)
    #expect(reading.status == .sure)
  }
}

extension GrayImage {
  /// The left part of the picture.
  fileprivate func cropped(width part: Int) -> GrayImage {
    let kept = (0..<height).flatMap { row in
      Array(pixels[row * width..<row * width + part])
    }
    return GrayImage(width: part, height: height, pixels: kept)
  }

  /// The picture without its left part.
  fileprivate func cut(left part: Int) -> GrayImage {
    let kept = (0..<height).flatMap { row in
      Array(pixels[row * width + part..<(row + 1) * width])
    }
    return GrayImage(width: width - part, height: height, pixels: kept)
  }

  /// The picture with its left part moved to its right end.
  fileprivate func shiftedLeft(by columns: Int) -> GrayImage {
    let moved = (0..<height).flatMap { row in
      let start = row * width
      return Array(pixels[start + columns..<start + width])
        + Array(pixels[start..<start + columns])
    }
    return GrayImage(width: width, height: height, pixels: moved)
  }
}
