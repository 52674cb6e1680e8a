import CheckImaging
import Testing

@testable import MICR

/// Pictures without a line: none may trap, take long or be called sure.
struct DegeneratePictureTests {
  @Test(arguments: [
    (1, 1), (1, 500), (500, 1), (2, 2), (7, 7), (40, 9), (300, 12), (3, 4000), (4000, 3),
  ])
  func seesNoLineOnFlatPictures(width: Int, height: Int) {
    for gray: UInt8 in [0, 127, 255] {
      let reading = sharedReader.read(GrayImage(width: width, height: height, gray: gray))
      #expect(reading.status == .noLine)
      #expect(reading.line.isEmpty)
      #expect(reading.fields == nil)
      #expect(!reading.doubts.isEmpty)
    }
  }

  @Test(arguments: 0..<4)
  func isNeverSureOfNoise(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let noise = (0..<300 * 140).map { _ in UInt8.random(in: 0...255, using: &generator) }
    for scale in [1, 3, 8] {
      let image = GrayImage(width: 300, height: 140, pixels: noise)
        .resized(width: 300 / scale, height: 140 / scale).resized(width: 300, height: 140)
      #expect(sharedReader.read(image).status != .sure)
    }
  }

  @Test func isNeverSureOfRegularPatterns() {
    for period in [2, 9, 16, 26] {
      for duty in [1, period / 2] {
        var image = GrayImage(width: 400, height: 160)
        for y in 0..<160 {
          for x in 0..<400 where x % period < duty && y % (2 * period) < period {
            image[x, y] = 0
          }
        }
        #expect(sharedReader.read(image).status != .sure)
      }
    }
  }

  @Test func seesNoLineOnAPictureOfOtherPrint() {
    let check = DrawnCheck(line: "", hasClutter: true)
    #expect(sharedReader.read(check.draw()).status != .sure)
  }

  @Test(arguments: [(0, 0, 300, 350), (0, 280, 1200, 70), (600, 0, 600, 350), (0, 0, 1200, 310)])
  func takesPartsOfACheck(x: Int, y: Int, width: Int, height: Int) throws {
    let check = DrawnCheck(line: "A122000661A 1234567890C 1011")
    let part = try #require(
      check.draw().cropped(to: PixelBox(x: x, y: y, width: width, height: height)))
    let reading = sharedReader.read(part)
    let isWhole = reading.line.filter { $0 != " " } == "A122000661A1234567890C1011"
    #expect(reading.status != .sure || isWhole)
  }
}
