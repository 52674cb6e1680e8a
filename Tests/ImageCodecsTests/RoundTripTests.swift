import CheckImaging
import Testing

@testable import ImageCodecs

@Suite struct RoundTripTests {
  private static let gray = picture(width: 61, height: 37) { x, y in 7 * x + 171 * y }
  private static let smooth = picture(width: 64, height: 48) { x, y in 2 * x + y }

  @Test(arguments: [PNGCodec.Effort.fast, .standard])
  func pngKeepsEveryGrey(effort: PNGCodec.Effort) throws {
    let bytes = try PNGCodec.encode(Self.gray, effort: effort)
    #expect(ImageDecoder.format(of: bytes) == .png)
    #expect(try ImageDecoder.decodeGray(bytes) == Self.gray)
    #expect(try PNGCodec.encode(Self.gray, effort: effort) == bytes)
  }

  @Test(arguments: [PNGCodec.Effort.fast, .standard])
  func colorPNGOfGreyKeepsEveryGrey(effort: PNGCodec.Effort) throws {
    let bytes = try PNGCodec.encode(ColorImage(Self.gray), effort: effort)
    #expect(try ImageDecoder.inspect(bytes).channels == 3)
    #expect(try ImageDecoder.decodeGray(bytes) == Self.gray)
  }

  @Test func randomNoiseFitsTheWriteBuffer() throws {
    var generator = SplitMix(state: 1)
    let noise = Self.picture(width: 700, height: 500) { _, _ in
      Int.random(in: 0...255, using: &generator)
    }
    for effort in [PNGCodec.Effort.fast, .standard] {
      #expect(try ImageDecoder.decodeGray(PNGCodec.encode(noise, effort: effort)) == noise)
    }
    for quality in [1, 100] {
      #expect(try ImageDecoder.decodeGray(JPEGCodec.encode(noise, quality: quality)).width == 700)
    }
  }

  @Test func jpegIsCloseAndTheSameEveryTime() throws {
    let bytes = try JPEGCodec.encode(Self.smooth, quality: 95)
    #expect(ImageDecoder.format(of: bytes) == .jpeg)
    let info = try ImageDecoder.inspect(bytes)
    #expect(info == ImageInfo(format: .jpeg, width: 64, height: 48, channels: 1, bitDepth: 8))
    #expect(farthest(try ImageDecoder.decodeGray(bytes), Self.smooth) <= 6)
    #expect(try JPEGCodec.encode(Self.smooth, quality: 95) == bytes)
  }

  @Test func colorJPEGAndPNGGiveTheSameGreys() throws {
    var samples: [UInt8] = []
    for y in 0..<48 {
      for x in 0..<64 { samples += [UInt8(3 * x), UInt8(4 * y), 120] }
    }
    let colors = ColorImage(width: 64, height: 48, samples: samples)
    let jpeg = try JPEGCodec.encode(colors, quality: 98)
    #expect(try ImageDecoder.inspect(jpeg).channels == 3)
    let fromPNG = try ImageDecoder.decodeGray(PNGCodec.encode(colors))
    #expect(farthest(try ImageDecoder.decodeGray(jpeg), fromPNG) <= 8)
  }

  @Test func lumaOfGreyIsTheGrey() {
    for value in UInt8.min...UInt8.max {
      #expect(Luma.of(value, value, value) == value)
      #expect(Luma.onWhite(value, alpha: 255) == value)
      #expect(Luma.onWhite(value, alpha: 0) == 255)
    }
  }

  @Test(arguments: [0, 101, -5])
  func qualityOutOfRangeIsRefused(quality: Int) {
    #expect(throws: ImageCodecError.encodingFailed("JPEG quality \(quality); give 1 to 100")) {
      try JPEGCodec.encode(Self.gray, quality: quality)
    }
  }

  @Test func sidesBeyondTheFormatAreRefused() {
    #expect(throws: ImageCodecError.self) {
      try JPEGCodec.encode(GrayImage(width: 65_501, height: 1))
    }
    #expect(throws: ImageCodecError.self) {
      try PNGCodec.encode(GrayImage(width: 1, height: 1_000_001))
    }
  }

  private static func picture(
    width: Int, height: Int, _ gray: (_ x: Int, _ y: Int) -> Int
  ) -> GrayImage {
    var pixels: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width { pixels.append(UInt8(truncatingIfNeeded: gray(x, y))) }
    }
    return GrayImage(width: width, height: height, pixels: pixels)
  }

  private func farthest(_ one: GrayImage, _ other: GrayImage) -> Int {
    zip(one.pixels, other.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
  }
}
