import CheckImaging
import Testing

@testable import ImageCodecs

@Suite struct OrientationTests {
  /// Two by three pixels, read as rows from the top.
  private static let stored = GrayImage(width: 3, height: 2, pixels: [10, 20, 30, 40, 50, 60])

  /// What each value makes of it.
  private static let turned: [Int: (width: Int, pixels: [UInt8])] = [
    1: (3, [10, 20, 30, 40, 50, 60]), 2: (3, [30, 20, 10, 60, 50, 40]),
    3: (3, [60, 50, 40, 30, 20, 10]), 4: (3, [40, 50, 60, 10, 20, 30]),
    5: (2, [10, 40, 20, 50, 30, 60]), 6: (2, [40, 10, 50, 20, 60, 30]),
    7: (2, [60, 30, 50, 20, 40, 10]), 8: (2, [30, 60, 20, 50, 10, 40]),
  ]

  @Test(arguments: 1...8)
  func tiff(value: Int) throws {
    let picture = TestTIFF.Picture(
      width: 3, height: 2, more: [.init(tag: 274, size: 2, values: [value])]
    ) { x, y, _ in Int(Self.stored[x, y]) }
    let expected = try #require(Self.turned[value])
    let image = try ImageDecoder.decodeGray(picture.file())
    #expect(image.pixels == expected.pixels)
    #expect(image.width == expected.width)
    #expect(try ImageDecoder.inspect(picture.file()).width == expected.width)
  }

  /// Eight by eight pixels a value, so that JPEG keeps them.
  private static func jpeg() throws -> [UInt8] {
    let pixels = (0..<16 * 24).map { stored[$0 % 24 / 8, $0 / 24 / 8] }
    return try JPEGCodec.encode(GrayImage(width: 24, height: 16, pixels: pixels), quality: 100)
  }

  private static func exif(_ value: Int, isBigEndian: Bool = false) -> [UInt8] {
    let tiff = TestTIFF(
      isBigEndian: isBigEndian,
      pages: [.init(entries: [.init(tag: 274, size: 2, values: [value])], blocks: [[0]])])
    return Array("Exif".utf8) + [0, 0] + tiff.bytes
  }

  private static func adding(_ block: [UInt8], to jpeg: [UInt8]) -> [UInt8] {
    let count = block.count + 2
    return Array(jpeg[..<2]) + [0xFF, 0xE1, UInt8(count >> 8), UInt8(count & 255)] + block
      + jpeg[2...]
  }

  @Test(arguments: 1...8, [false, true])
  func exif(value: Int, isBigEndian: Bool) throws {
    let bytes = Self.adding(Self.exif(value, isBigEndian: isBigEndian), to: try Self.jpeg())
    let expected = try #require(Self.turned[value])
    let image = try ImageDecoder.decodeGray(bytes)
    let info = try ImageDecoder.inspect(bytes)
    #expect(image.width == 8 * expected.width)
    #expect(info.width == image.width && info.height == image.height)
    for (index, gray) in expected.pixels.enumerated() {
      let found = image[index % expected.width * 8 + 4, index / expected.width * 8 + 4]
      #expect(abs(Int(found) - Int(gray)) <= 2)
    }
  }

  @Test(arguments: [0, 9, 65535])
  func otherValuesTurnNothing(value: Int) throws {
    let jpeg = try Self.jpeg()
    #expect(
      try ImageDecoder.decodeGray(Self.adding(Self.exif(value), to: jpeg))
        == ImageDecoder.decodeGray(jpeg))
  }

  @Test func damagedExifTurnsNothing() throws {
    let jpeg = try Self.jpeg()
    let plain = try ImageDecoder.decodeGray(jpeg)
    let whole = Self.exif(6)
    for count in 0..<whole.count - 4 {
      let image = try ImageDecoder.decodeGray(Self.adding(Array(whole[..<count]), to: jpeg))
      #expect(image == plain, "\(count) bytes")
    }
    // Offsets of the directory that lead to the end, behind it, or round the number's range.
    for offset in [whole.count - 7, whole.count - 6, 0x7FFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFE] {
      var block = whole
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: offset >> (8 * $0)) }
      block.replaceSubrange(10..<14, with: bytes)
      #expect(try ImageDecoder.decodeGray(Self.adding(block, to: jpeg)) == plain)
    }
  }

  @Test func mutatedExifGivesAPictureOfEitherShape() throws {
    var generator = SplitMix(state: 11)
    let jpeg = try Self.jpeg()
    for _ in 0..<3000 {
      var block = Self.exif(6, isBigEndian: Bool.random(using: &generator))
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: 6..<block.count, using: &generator)
        block[index] = UInt8.random(in: 0...255, using: &generator)
      }
      let info = try ImageDecoder.inspect(Self.adding(block, to: jpeg))
      #expect(info.width * info.height == 384)
    }
  }

  @Test func theFirstExifBlockCounts() throws {
    let jpeg = Self.adding(Self.exif(6), to: Self.adding(Self.exif(3), to: try Self.jpeg()))
    let other = Self.adding(Array("http://ns.adobe.com/xap/1.0/".utf8), to: jpeg)
    #expect(try ImageDecoder.inspect(other).width == 16)
  }
}
