import CheckImaging
import Testing

@testable import ImageCodecs

@Suite struct PNGKindsTests {
  private func decode(_ png: TestPNG) throws -> [UInt8] {
    let image = try ImageDecoder.decodeGray(png.bytes)
    #expect(image.width == png.width && image.height == png.height)
    return image.pixels
  }

  private func each(_ png: TestPNG, _ gray: (Int, Int) -> Int) -> [UInt8] {
    (0..<png.height).flatMap { y in (0..<png.width).map { x in UInt8(gray(x, y)) } }
  }

  @Test(arguments: [1, 2, 4, 8, 16], [false, true])
  func grey(bitDepth: Int, isInterlaced: Bool) throws {
    let most = 1 << bitDepth - 1
    let value = { (x: Int, y: Int) in (x * 7919 + y * 104_729) & most }
    let png = TestPNG(
      width: 19, height: 13, bitDepth: bitDepth, colorType: 0, isInterlaced: isInterlaced
    ) { x, y, _ in value(x, y) }
    #expect(try decode(png) == each(png) { (value($0, $1) * 255 + most / 2) / most })
    let info = try ImageDecoder.inspect(png.bytes)
    #expect(
      info == ImageInfo(format: .png, width: 19, height: 13, channels: 1, bitDepth: bitDepth))
  }

  @Test(arguments: [8, 16], [false, true])
  func color(bitDepth: Int, isInterlaced: Bool) throws {
    let value = { (x: Int, y: Int, channel: Int) in (x * 31 + y * 17 + channel * 101) & 0xFF }
    let png = TestPNG(
      width: 9, height: 21, bitDepth: bitDepth, colorType: 2, isInterlaced: isInterlaced
    ) { x, y, channel in value(x, y, channel) * (bitDepth == 16 ? 257 : 1) }
    let expected = each(png) { x, y in
      Int(
        (0.299 * Double(value(x, y, 0)) + 0.587 * Double(value(x, y, 1))
          + 0.114 * Double(value(x, y, 2))).rounded())
    }
    let difference = zip(try decode(png), expected).map { abs(Int($0) - Int($1)) }.max()
    #expect(difference ?? 9 <= 1)
  }

  @Test(arguments: [8, 16])
  func greyWithTransparencyLiesOnWhite(bitDepth: Int) throws {
    let scale = bitDepth == 16 ? 257 : 1
    let png = TestPNG(width: 256, height: 3, bitDepth: bitDepth, colorType: 4) { x, y, channel in
      (channel == 0 ? 40 : [0, x, 255][y]) * scale
    }
    #expect(
      try decode(png)
        == each(png) { x, y in
          [255, (40 * x + 255 * (255 - x) + 127) / 255, 40][y]
        })
  }

  @Test(arguments: [8, 16], [false, true])
  func colorWithTransparencyLiesOnWhite(bitDepth: Int, isInterlaced: Bool) throws {
    let scale = bitDepth == 16 ? 257 : 1
    let png = TestPNG(
      width: 2, height: 3, bitDepth: bitDepth, colorType: 6, isInterlaced: isInterlaced
    ) { x, _, channel in (channel == 3 ? x * 255 : 90) * scale }
    #expect(try decode(png) == [255, 90, 255, 90, 255, 90])
  }

  @Test(arguments: [1, 2, 4, 8])
  func palette(bitDepth: Int) throws {
    let count = 1 << bitDepth
    let colors = (0..<count).flatMap { index in
      Array(repeating: UInt8(index * 255 / (count - 1)), count: 3)
    }
    var png = TestPNG(
      width: 17, height: 5, bitDepth: bitDepth, colorType: 3, chunks: [("PLTE", colors)]
    ) { x, y, _ in (x + 3 * y) % count }
    let expected = each(png) { x, y in Int(colors[3 * ((x + 3 * y) % count)]) }
    #expect(try decode(png) == expected)

    png.chunks.append(("tRNS", [0]))
    let seen = zip(expected, each(png) { x, y in (x + 3 * y) % count })
      .map { gray, index in index == 0 ? 255 : gray }
    #expect(try decode(png) == seen)
  }

  @Test func transparentGreyLiesOnWhite() throws {
    let png = TestPNG(
      width: 4, height: 1, bitDepth: 8, colorType: 0, chunks: [("tRNS", [0, 2])]
    ) { x, _, _ in x }
    #expect(try decode(png) == [0, 1, 255, 3])
  }

  @Test func gammaAndTextChangeNothing() throws {
    let png = TestPNG(
      width: 256, height: 1, bitDepth: 8, colorType: 0,
      chunks: [("gAMA", TestPNG.big32(100_000)), ("zTXt", [1, 2, 3]), ("bKGD", [0, 7])]
    ) { x, _, _ in x }
    #expect(try decode(png) == (0...255).map { UInt8($0) })
  }

  @Test(arguments: [(1, 1), (1, 300), (300, 1), (2, 2)])
  func smallSides(width: Int, height: Int) throws {
    for isInterlaced in [false, true] {
      let png = TestPNG(
        width: width, height: height, bitDepth: 8, colorType: 0, isInterlaced: isInterlaced
      ) { x, y, _ in (x ^ y) & 0xFF }
      #expect(try decode(png) == each(png) { ($0 ^ $1) & 0xFF })
    }
  }
}
