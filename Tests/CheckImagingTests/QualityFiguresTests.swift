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
    #expect(figures.inkShare == 0.16)
    #expect(abs(figures.brightness - 255 * 0.84) < 0.001)
    #expect(figures.contrast == 255)
    #expect(figures.focus == 1)
    #expect(!figures.isBlank)
  }

  @Test(arguments: [UInt8(0), 128, 255])
  func flatPicturesAreBlank(gray: UInt8) {
    let figures = QualityFigures(measuring: GrayImage(width: 50, height: 20, gray: gray))
    #expect(figures.isBlank)
    #expect(figures.brightness == Double(gray))
    #expect(figures.contrast == 0)
    #expect(figures.focus == 0)
  }

  @Test func paleNoiseIsBlankAndASparseLineIsNot() {
    #expect(QualityFigures(measuring: squares(ink: 240)).isBlank)
    var sparse = GrayImage(width: 100, height: 100)
    for x in 0..<30 { sparse[x, 50] = 0 }
    #expect(!QualityFigures(measuring: sparse).isBlank)
  }

  @Test func blurLowersTheFocus() {
    let sharp = squares()
    let blurred = sharp.resized(width: 30, height: 30).resized(width: 100, height: 100)
    let sharpFocus = QualityFigures(measuring: sharp).focus
    let blurredFocus = QualityFigures(measuring: blurred).focus
    #expect(blurredFocus < sharpFocus * 0.6)
  }

  @Test func takesPicturesOfOnePixelAndOneColumn() {
    #expect(QualityFigures(measuring: GrayImage(width: 1, height: 1)).isBlank)
    let column = GrayImage(width: 1, height: 4, pixels: [0, 0, 255, 255])
    #expect(QualityFigures(measuring: column).focus == 0)
  }
}
