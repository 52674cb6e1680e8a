import CheckImaging
import Testing

@testable import ImageCodecs

@Suite struct TIFFKindsTests {
  private static func expected(
    _ width: Int, _ height: Int, _ gray: (_ x: Int, _ y: Int) -> Int
  ) -> GrayImage {
    var pixels: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width { pixels.append(UInt8(gray(x, y))) }
    }
    return GrayImage(width: width, height: height, pixels: pixels)
  }

  /// Strips of one size and a shorter last one, and tiles that reach over the edges.
  private static func shapes(_ picture: TestTIFF.Picture) -> [TestTIFF.Picture] {
    var strips = picture
    strips.rowsPerStrip = 5
    var tiles = picture
    tiles.tile = (16, 32)
    return [picture, strips, tiles]
  }

  private func expectEverywhere(
    _ picture: TestTIFF.Picture, is expected: GrayImage, compressions: [Int],
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    for picture in Self.shapes(picture) {
      for isBigEndian in [false, true] {
        for first in [false, true] {
          let bytes = picture.file(isBigEndian: isBigEndian, directoryFirst: first)
          #expect(try ImageDecoder.decodeGray(bytes) == expected, sourceLocation: location)
        }
        for compression in compressions {
          let bytes = try picture.packed(compression, isBigEndian: isBigEndian)
          #expect(
            try ImageDecoder.decodeGray(bytes) == expected, "compression \(compression)",
            sourceLocation: location)
        }
      }
    }
  }

  private static let general = [5, 8, 32773, 32946]

  @Test(arguments: [1, 2, 4, 8, 16], [0, 1])
  func gray(bitDepth: Int, photometric: Int) throws {
    let top = 1 << bitDepth - 1
    let value = { @Sendable (x: Int, y: Int) in (x * 7919 + y * 104_729 + x * y) & top }
    let picture = TestTIFF.Picture(
      width: 37, height: 41, bitDepth: bitDepth, photometric: photometric
    ) { x, y, _ in photometric == 1 ? value(x, y) : top - value(x, y) }
    let expected = Self.expected(37, 41) { x, y in (value(x, y) * 255 + top / 2) / top }
    let faxes = bitDepth == 1 ? [2, 3, 4] : []
    try expectEverywhere(picture, is: expected, compressions: Self.general + faxes)
    let info = try ImageDecoder.inspect(picture.file())
    #expect(
      info
        == ImageInfo(
          format: .tiff, width: 37, height: 41, channels: 1, bitDepth: bitDepth, pages: 1))
  }

  @Test func group3InTwoDimensionsAndBothFillOrders() throws {
    let picture = TestTIFF.Picture(width: 50, height: 30, bitDepth: 1, photometric: 0) { x, y, _ in
      (x / 3 + y / 2) & 1
    }
    let expected = Self.expected(50, 30) { x, y in (x / 3 + y / 2) & 1 == 1 ? 0 : 255 }
    for options in [[], [(292, 1)], [(292, 4)], [(292, 5)], [(266, 2)], [(266, 2), (292, 1)]] {
      #expect(
        try ImageDecoder.decodeGray(picture.packed(3, options: options)) == expected,
        "\(options)")
    }
    #expect(try ImageDecoder.decodeGray(picture.packed(4, options: [(266, 2)])) == expected)
  }

  @Test(arguments: [5, 8])
  func predictor(compression: Int) throws {
    for bitDepth in [8, 16] {
      let picture = TestTIFF.Picture(width: 40, height: 9, bitDepth: bitDepth) { x, y, _ in
        (x * 3 + y * 10) << (bitDepth - 8) | (bitDepth == 16 ? x * 3 + y * 10 : 0)
      }
      let expected = Self.expected(40, 9) { x, y in x * 3 + y * 10 }
      for isBigEndian in [false, true] {
        let bytes = try picture.packed(
          compression, isBigEndian: isBigEndian, options: [(317, 2)])
        #expect(try ImageDecoder.decodeGray(bytes) == expected)
      }
    }
  }

  @Test(arguments: [8, 16], [false, true])
  func color(bitDepth: Int, isPlanar: Bool) throws {
    let value = { @Sendable (x: Int, y: Int, channel: Int) in (x * 5 + y * 3 + channel * 70) & 255 }
    let picture = TestTIFF.Picture(
      width: 33, height: 35, bitDepth: bitDepth, channels: 3, photometric: 2, isPlanar: isPlanar
    ) { x, y, channel in value(x, y, channel) * (bitDepth == 16 ? 257 : 1) }
    let expected = Self.expected(33, 35) { x, y in
      Int(Luma.of(UInt8(value(x, y, 0)), UInt8(value(x, y, 1)), UInt8(value(x, y, 2))))
    }
    try expectEverywhere(picture, is: expected, compressions: Self.general)
  }

  @Test(arguments: [0, 1, 2])
  func opacity(kind: Int) throws {
    let alpha = { @Sendable (x: Int) in x * 8 }
    let picture = TestTIFF.Picture(
      width: 30, height: 4, channels: 4, photometric: 2,
      more: [.init(tag: 338, size: 2, values: [kind])]
    ) { x, _, channel in channel == 3 ? alpha(x) : kind == 1 ? alpha(x) / 2 : 90 }
    let expected = Self.expected(30, 4) { x, _ in
      switch kind {
      case 1: alpha(x) / 2 + 255 - alpha(x)
      case 2: Int(Luma.onWhite(90, alpha: UInt8(alpha(x))))
      default: 90
      }
    }
    #expect(try ImageDecoder.decodeGray(picture.file()) == expected)
    #expect(try ImageDecoder.inspect(picture.file()).channels == 4)
  }

  @Test func grayWithOpacity() throws {
    let picture = TestTIFF.Picture(
      width: 30, height: 4, channels: 2, photometric: 0,
      more: [.init(tag: 338, size: 2, values: [2])]
    ) { x, _, channel in channel == 1 ? x * 8 : 100 }
    let expected = Self.expected(30, 4) { x, _ in Int(Luma.onWhite(155, alpha: UInt8(x * 8))) }
    #expect(try ImageDecoder.decodeGray(picture.file()) == expected)
  }

  @Test(arguments: [1, 2, 4, 8], [false, true])
  func palette(bitDepth: Int, isOfOldBytes: Bool) throws {
    let count = 1 << bitDepth
    let color = { @Sendable (index: Int, channel: Int) in (index * 37 + channel * 90) & 255 }
    let map = (0..<3).flatMap { channel in
      (0..<count).map { color($0, channel) * (isOfOldBytes ? 1 : 257) }
    }
    let picture = TestTIFF.Picture(
      width: 21, height: 19, bitDepth: bitDepth, photometric: 3,
      more: [.init(tag: 320, size: 2, values: map)]
    ) { x, y, _ in (x + y * 3) & (count - 1) }
    let expected = Self.expected(21, 19) { x, y in
      let colors = (0..<3).map { UInt8(color((x + y * 3) & (count - 1), $0)) }
      return Int(Luma.of(colors[0], colors[1], colors[2]))
    }
    for isBigEndian in [false, true] {
      #expect(try ImageDecoder.decodeGray(picture.file(isBigEndian: isBigEndian)) == expected)
    }
  }

  @Test func cmyk() throws {
    let inks = [10, 200, 30, 64]
    let picture = TestTIFF.Picture(width: 4, height: 4, channels: 4, photometric: 5) { inks[$2] }
    #expect(
      try ImageDecoder.decodeGray(picture.file())
        == GrayImage(width: 4, height: 4, gray: Luma.ofInks(10, 200, 30, 64)))
    #expect(Luma.ofInks(0, 0, 0, 0) == 255)
    #expect(Luma.ofInks(0, 0, 0, 255) == 0)
  }

  @Test func missingTagsHaveTheirDefaults() throws {
    var file = TestTIFF(pages: [
      TestTIFF.Picture(width: 20, height: 3, bitDepth: 1, photometric: 0) { x, _, _ in
        x & 1
      }.page(isBigEndian: false)
    ])
    file.pages[0].entries.removeAll { [258, 259, 277, 278, 284].contains($0.tag) }
    let expected = Self.expected(20, 3) { x, _ in x & 1 == 1 ? 0 : 255 }
    #expect(try ImageDecoder.decodeGray(file.bytes) == expected)
  }

  @Test func pagesWithoutThumbnailsAndMasks() throws {
    let pages = [(0, 10), (1, 20), (2, 30), (4, 40), (0, 50)].map { kind, gray in
      TestTIFF.Picture(
        width: gray, height: 2, more: [.init(tag: 254, size: 4, values: [kind])]
      ) { _, _, _ in gray }.page(isBigEndian: true)
    }
    let bytes = TestTIFF(isBigEndian: true, pages: pages).bytes
    #expect(try ImageDecoder.inspect(bytes).pages == 3)
    for (page, gray) in [(0, 10), (1, 30), (2, 50)] {
      #expect(try ImageDecoder.inspect(bytes, page: page).width == gray)
      #expect(
        try ImageDecoder.decodeGray(bytes, page: page)
          == GrayImage(width: gray, height: 2, gray: UInt8(gray)))
    }
    for page in [-1, 3] {
      #expect(throws: ImageCodecError.noSuchPage(page, pages: 3)) {
        try ImageDecoder.decodeGray(bytes, page: page)
      }
    }
    let png = try PNGCodec.encode(GrayImage(width: 2, height: 2))
    #expect(throws: ImageCodecError.noSuchPage(1, pages: 1)) {
      try ImageDecoder.decodeGray(png, page: 1)
    }
  }
}
