import Foundation
import Testing

@testable import CheckImaging

/// Figures of pictures whose figures are known.
struct QualityFiguresTests {
  /// White paper with black squares, four of each ten columns and rows.
  private func squares(ink: UInt8 = 0, paper: UInt8 = 255) -> GrayImage {
    var image = GrayImage(width: 100, height: 100, gray: paper)
    for y in 0..<100 { for x in 0..<100 where x % 10 < 4 && y % 10 < 4 { image[x, y] = ink } }
    return image
  }

  @Test func measuresAKnownPicture() {
    let figures = QualityFigures(measuring: squares())
    #expect(figures[.inkShare] == 0.16)
    #expect(figures[.brightness] == 255)
    #expect(figures[.contrast] == 255)
    #expect(figures[.focus] == 1)
    #expect(figures[.longSide] == 100)
    #expect(figures[.aspect] == 1)
    #expect(!figures.isBlank)
  }

  @Test(arguments: [UInt8(0), 128, 255])
  func flatPicturesAreBlank(gray: UInt8) {
    let figures = QualityFigures(measuring: GrayImage(width: 50, height: 20, gray: gray))
    #expect(figures.isBlank)
    #expect(figures[.brightness] == Double(gray))
    #expect(figures[.contrast] == 0)
    #expect(figures[.focus] == nil)
    #expect(figures[.skew] == nil)
    #expect(figures[.aspect] == 2.5)
    #expect(figures[.emptyEdge] == 1)
    for measure in [QualityMeasure.noise, .specks, .streaks, .missingCorner] {
      #expect(figures[measure] == 0, "\(measure)")
    }
  }

  @Test func paleNoiseIsBlankAndASparseLineIsNot() {
    #expect(QualityFigures(measuring: squares(ink: 240)).isBlank)
    var sparse = GrayImage(width: 100, height: 100)
    for x in 0..<30 { sparse[x, 50] = 0 }
    #expect(!QualityFigures(measuring: sparse).isBlank)
  }

  @Test func blurLowersTheFocus() throws {
    let sharp = squares()
    let blurred = sharp.resized(width: 30, height: 30).resized(width: 100, height: 100)
    let sharpFocus = try #require(QualityFigures(measuring: sharp)[.focus])
    let blurredFocus = try #require(QualityFigures(measuring: blurred)[.focus])
    #expect(blurredFocus < sharpFocus * 0.6)
  }

  @Test(arguments: [(1, 1), (1, 4), (4, 1), (2, 2), (3, 3), (5, 5), (7, 30), (30, 7), (400, 1)])
  func takesPicturesOfAnySize(width: Int, height: Int) {
    for pixels in [[UInt8(0)], [0, 255], [0, 0, 255]] {
      let image = GrayImage(
        width: width, height: height,
        pixels: (0..<width * height).map { pixels[$0 % pixels.count] })
      let figures = QualityFigures(measuring: image)
      #expect(figures.values.values.allSatisfy { $0.isFinite && $0 >= 0 })
    }
  }

  @Test func countsSpecksThatStandAlone() throws {
    var image = GrayImage(width: 64, height: 62, gray: 200)
    for y in stride(from: 5, to: 57, by: 3) {
      for x in stride(from: 6, to: 58, by: 13) { image[x, y] = 20 }
    }
    // So small a picture is looked at as a whole: 58 rows of 60 pixels, 18 of them with four specks.
    let specks = try #require(QualityFigures(measuring: image)[.specks])
    #expect(abs(specks - 18 * 4 * 10_000 / Double(58 * 60)) < 0.001)
    for y in 5..<57 { for x in 6..<58 where (x - 6) % 13 < 6 { image[x, y] = 20 } }
    #expect(QualityFigures(measuring: image)[.specks] == 0)
  }

  @Test func encodesEachMeasureByItsName() throws {
    let figures = QualityFigures(measuring: squares())
    let data = try JSONEncoder().encode(figures)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["focus"] as? Double == 1)
    #expect(object["isBlank"] as? Bool == false)
    let again = try JSONDecoder().decode(QualityFigures.self, from: data)
    #expect(again.values.keys == figures.values.keys)
    // Written before there were more measures.
    let early = try JSONDecoder().decode(
      QualityFigures.self, from: Data(#"{"brightness":200,"focus":0.5,"isBlank":false}"#.utf8))
    #expect(early.values == [.brightness: 200, .focus: 0.5])
  }
}
