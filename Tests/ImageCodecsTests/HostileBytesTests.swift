import CheckImaging
import Testing

@testable import ImageCodecs

@Suite struct HostileBytesTests {
  private static let picture = GrayImage(
    width: 24, height: 10, pixels: (0..<240).map { UInt8($0) })

  private static func samples() throws -> [[UInt8]] {
    let colors = ColorImage(
      width: 20, height: 9, samples: (0..<540).map { UInt8(truncatingIfNeeded: $0 * 5) })
    return [
      try PNGCodec.encode(picture), try PNGCodec.encode(colors),
      try JPEGCodec.encode(picture), try JPEGCodec.encode(colors),
      TestPNG(
        width: 15, height: 9, bitDepth: 2, colorType: 3, isInterlaced: true,
        chunks: [("PLTE", Array(0..<12)), ("tRNS", [0, 100])]
      ) { x, y, _ in (x + y) & 3 }.bytes,
      TestPNG(width: 5, height: 9, bitDepth: 16, colorType: 6, isInterlaced: true) { x, y, _ in
        x * 4000 + y
      }.bytes,
    ]
  }

  @Test func everyTruncationIsNoticed() throws {
    for bytes in try Self.samples() {
      for count in 0..<bytes.count {
        #expect(throws: ImageCodecError.self, "\(count) of \(bytes.count)") {
          try ImageDecoder.decodeGray(Array(bytes.prefix(count)))
        }
      }
    }
  }

  @Test func truncationsAreCalledThat() throws {
    for bytes in try Self.samples() {
      for count in 40..<bytes.count {
        #expect {
          try ImageDecoder.decodeGray(Array(bytes.prefix(count)))
        } throws: { error in
          if case .truncated = error as? ImageCodecError { true } else { false }
        }
      }
    }
  }

  @Test func mutationsGiveAPictureOrATypedError() throws {
    var generator = SplitMix(state: 7)
    var pictures = 0
    let limits = ImageLimits(maxBytes: 10_000, maxPixels: 1_000_000, maxSide: 5_000)
    for bytes in try Self.samples() {
      for _ in 0..<1500 {
        var mutated = bytes
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
          let index = Int.random(in: 0..<mutated.count, using: &generator)
          switch Int.random(in: 0..<4, using: &generator) {
          case 0: mutated.remove(at: index)
          case 1: mutated.insert(UInt8.random(in: 0...255, using: &generator), at: index)
          default: mutated[index] = UInt8.random(in: 0...255, using: &generator)
          }
        }
        if ImageDecoder.format(of: mutated) == .png { mutated = Self.withRightChecksums(mutated) }
        if isPictureOrTypedError(mutated, limits: limits) { pictures += 1 }
      }
    }
    #expect(pictures > 100)
  }

  @Test func dimensionBombsAreRefusedFromTheHeader() throws {
    var png = try PNGCodec.encode(Self.picture)
    png.replaceSubrange(16..<24, with: TestPNG.big32(60_000) + TestPNG.big32(60_000))
    png = Self.withRightChecksums(png)
    let expected = ImageCodecError.tooLarge(width: 60_000, height: 60_000, limits: .standard)
    #expect(throws: expected) { try ImageDecoder.inspect(png) }
    #expect(throws: expected) { try ImageDecoder.decodeGray(png) }

    var jpeg = try JPEGCodec.encode(Self.picture)
    let frame = try #require(jpeg.indices.first { jpeg[$0...].starts(with: [0xFF, 0xC0]) })
    jpeg.replaceSubrange(frame + 5..<frame + 9, with: [0xEA, 0x60, 0xEA, 0x60])
    #expect(throws: expected) { try ImageDecoder.decodeGray(jpeg) }
  }

  @Test func manyPixelsFromFewBytesAreRefused() throws {
    var png = try PNGCodec.encode(Self.picture)
    png.replaceSubrange(16..<24, with: TestPNG.big32(7_000) + TestPNG.big32(7_000))
    png = Self.withRightChecksums(png)
    #expect(try ImageDecoder.inspect(png).width == 7_000)
    #expect {
      try ImageDecoder.decodeGray(png)
    } throws: { error in
      if case .truncated = error as? ImageCodecError { true } else { false }
    }
  }

  @Test func wrongChecksumsAreCorrupt() throws {
    let png = try PNGCodec.encode(Self.picture)
    for start in Self.chunkStarts(png) {
      let type = String(decoding: png[start + 4..<start + 8], as: UTF8.self)
      guard ["IHDR", "IDAT", "IEND"].contains(type) else { continue }
      var damaged = png
      let length = Int(png.bigEndian32(at: start))
      damaged[start + 8 + length] ^= 1
      #expect("\(type)") {
        try ImageDecoder.decodeGray(damaged)
      } throws: { error in
        if case .corrupt = error as? ImageCodecError { true } else { false }
      }
    }
  }

  @Test func limitsOnBytes() throws {
    let png = try PNGCodec.encode(Self.picture)
    #expect(throws: ImageCodecError.tooManyBytes(png.count, limit: 60)) {
      try ImageDecoder.inspect(png, limits: ImageLimits(maxBytes: 60))
    }
  }

  @Test func otherFilesAreNotPictures() {
    for bytes in [[], Array("BM picture".utf8), Array("%PDF-1.4".utf8), [0xFF, 0xD8]] {
      #expect(ImageDecoder.format(of: bytes) == nil)
      #expect(throws: ImageCodecError.notAnImage) { try ImageDecoder.decodeGray(bytes) }
    }
  }

  @Test func bytesBehindTheEndAreIgnored() throws {
    for bytes in try Self.samples() {
      let plain = try ImageDecoder.decodeGray(bytes)
      #expect(try ImageDecoder.decodeGray(bytes + Array(repeating: 0xAB, count: 50)) == plain)
    }
  }

  private static func chunkStarts(_ png: [UInt8]) -> [Int] {
    var starts: [Int] = []
    var index = 8
    while index + 12 <= png.count {
      let length = Int(png.bigEndian32(at: index))
      guard length <= png.count - index - 12 else { break }
      starts.append(index)
      index += 12 + length
    }
    return starts
  }

  /// Checksums set right again, so that mutations reach libpng and not only the first check.
  private static func withRightChecksums(_ png: [UInt8]) -> [UInt8] {
    var result = png
    for start in chunkStarts(png) {
      let end = start + 8 + Int(png.bigEndian32(at: start))
      let sum = TestPNG.crc(Array(png[start + 4..<end]))
      result.replaceSubrange(end..<end + 4, with: TestPNG.big32(Int(sum)))
    }
    return result
  }
}
