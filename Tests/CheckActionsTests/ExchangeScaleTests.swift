import Testing

@testable import CheckActions

@Suite struct ExchangeScaleTests {
  @Test(arguments: [
    // A personal and a business check at 200 and 240, with a margin, and upright.
    (1200, 550, 1200, 550, 200), (1700, 700, 1700, 700, 200), (1440, 660, 1440, 660, 240),
    (1488, 672, 1488, 672, 240), (2040, 840, 2040, 840, 240), (1212, 576, 1212, 576, 200),
    (550, 1200, 550, 1200, 200),
    // Scanned at 300 and 600, photographed, and small.
    (1800, 825, 1200, 550, 200), (2550, 1050, 1700, 700, 200), (3600, 1650, 1200, 550, 200),
    (4032, 1860, 1200, 554, 200), (600, 275, 1200, 550, 200), (820, 340, 1700, 705, 200),
    // Whatever comes, there is a pixel each way and no more than a sheet.
    (1, 1, 1200, 1200, 200), (20_000, 1, 1700, 1, 200), (1, 20_000, 1, 1700, 200),
    (20_000, 20_000, 1200, 1200, 200),
  ])
  func scales(width: Int, height: Int, newWidth: Int, newHeight: Int, dpi: Int) {
    let scale = ExchangeScale(width: width, height: height)
    #expect((scale.width, scale.height, scale.dpi) == (newWidth, newHeight, dpi))
  }

  @Test(arguments: [
    (1440, 660, 1440, 660, 1440, 660, 240), (1440, 660, 1300, 600, 1300, 600, 240),
    (1800, 825, 1803, 826, 1202, 551, 200), (1200, 550, 20_000, 9000, 1200, 540, 200),
  ])
  func aRearGoesWithItsFront(
    frontWidth: Int, frontHeight: Int, width: Int, height: Int, newWidth: Int, newHeight: Int,
    dpi: Int
  ) {
    let front = ExchangeScale(width: frontWidth, height: frontHeight)
    let rear = ExchangeScale(width: width, height: height, like: front, ofWidth: frontWidth)
    #expect((rear.width, rear.height, rear.dpi) == (newWidth, newHeight, dpi))
  }
}
