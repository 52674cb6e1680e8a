import Testing

@testable import CheckActions

@Suite struct ExchangeScaleTests {
  @Test(arguments: [
    // A personal and a business check at 200 and 240, a portrait photograph of one at 200.
    (1200, 550, 1200, 550, 200), (1700, 700, 1700, 700, 200), (2040, 840, 2040, 840, 240),
    (550, 1200, 550, 1200, 200), (1150, 500, 1150, 500, 200), (1800, 800, 1800, 800, 200),
    (1801, 800, 1801, 800, 240), (2160, 900, 2160, 900, 240),
    // Scanned at 300 and 600, photographed, and small.
    (2550, 1050, 1700, 700, 200), (3600, 1650, 1200, 550, 200), (4032, 1860, 1200, 554, 200),
    (600, 275, 1200, 550, 200), (820, 340, 1700, 705, 200),
    // Whatever comes, there is a pixel each way and no more than a sheet.
    (1, 1, 1200, 1200, 200), (20_000, 1, 1700, 1, 200), (1, 20_000, 1, 1700, 200),
    (20_000, 20_000, 1200, 1200, 200),
  ])
  func scales(width: Int, height: Int, newWidth: Int, newHeight: Int, dpi: Int) {
    let scale = ExchangeScale(width: width, height: height)
    #expect((scale.width, scale.height, scale.dpi) == (newWidth, newHeight, dpi))
  }
}
