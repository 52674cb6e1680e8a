import CheckImaging
import Testing

@testable import ImageCodecs

@Suite struct Group4Tests {
  private static func picture(_ width: Int, _ height: Int, seed: UInt64) -> BinaryImage {
    var generator = SplitMix(state: seed)
    var ink: [UInt8] = []
    while ink.count < width * height {
      let run = Int.random(in: 1...30, using: &generator)
      ink += Array(repeating: UInt8.random(in: 0...1, using: &generator), count: run)
    }
    return BinaryImage(width: width, height: height, ink: Array(ink.prefix(width * height)))
  }

  /// The tags of the only directory, each with its type and its value or offset.
  private static func tags(_ bytes: [UInt8]) -> [Int: (type: Int, count: Int, value: Int)] {
    func number(_ offset: Int, _ size: Int) -> Int {
      (0..<size).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }
    let start = number(4, 4)
    var tags: [Int: (type: Int, count: Int, value: Int)] = [:]
    for index in 0..<number(start, 2) {
      let entry = start + 2 + 12 * index
      let type = number(entry + 2, 2)
      tags[number(entry, 2)] = (
        type, number(entry + 4, 4), number(entry + 8, type == 3 ? 2 : 4)
      )
    }
    // No second page.
    #expect(number(start + 2 + 12 * number(start, 2), 4) == 0)
    for tag in [282, 283] {
      guard let fraction = tags[tag] else { continue }
      #expect(fraction.type == 5)
      #expect(number(fraction.value, 4) % number(fraction.value + 4, 4) == 0)
      tags[tag]?.value = number(fraction.value, 4) / number(fraction.value + 4, 4)
    }
    return tags
  }

  @Test func writesSeveralPages() throws {
    let pages = [8, 13].map { width in
      BinaryImage(width: width, height: 3, ink: (0..<3 * width).map { UInt8($0 % 3 == 0 ? 1 : 0) })
    }
    let bytes = try TIFFCodec.encodeGroup4(pages: pages)
    #expect(try ImageDecoder.inspect(bytes).pages == 2)
    for (number, page) in pages.enumerated() {
      let gray = try ImageDecoder.decodeGray(bytes, page: number)
      #expect(gray.width == page.width)
      #expect(gray.pixels == page.ink.map { $0 == 1 ? 0 : 255 })
    }
    #expect(throws: ImageCodecError.self) { try TIFFCodec.encodeGroup4(pages: []) }
  }

  @Test(arguments: [200, 240])
  func tagsAreThoseOfImageExchange(dpi: Int) throws {
    let bytes = try TIFFCodec.encodeGroup4(Self.picture(1200, 550, seed: 3), dpi: dpi)
    #expect(bytes.starts(with: [0x49, 0x49, 42, 0]))
    let tags = Self.tags(bytes)
    let expected = [
      254: 0, 256: 1200, 257: 550, 258: 1, 259: 4, 262: 0, 266: 1, 277: 1, 278: 550, 282: dpi,
      283: dpi, 296: 2,
    ]
    for (tag, value) in expected { #expect(tags[tag]?.value == value, "tag \(tag)") }
    #expect(tags[273]?.count == 1)
    #expect(tags[279]?.count == 1)
    let start = try #require(tags[273]?.value)
    let count = try #require(tags[279]?.value)
    #expect(start >= 8 && start + count <= bytes.count)
  }

  @Test(arguments: [(1, 1), (7, 3), (8, 8), (9, 1), (1200, 550), (1, 300), (2049, 2)])
  func roundTrip(width: Int, height: Int) throws {
    let picture = Self.picture(width, height, seed: UInt64(width))
    let bytes = try TIFFCodec.encodeGroup4(picture)
    #expect(try ImageDecoder.inspect(bytes).bitDepth == 1)
    let decoded = try ImageDecoder.decodeGray(bytes)
    #expect(decoded.pixels == picture.ink.map { $0 == 1 ? 0 : 255 })
    #expect(BinaryImage(decoded, upTo: 127) == picture)
    #expect(try TIFFCodec.encodeGroup4(picture) == bytes)
  }

  @Test func everyOtherPixelInkIsARealPicture() throws {
    // The rows look like those that were not written.
    for phase in [0, 1] {
      let ink = (0..<64 * 8).map { UInt8(($0 + phase) & 1) }
      let picture = BinaryImage(width: 64, height: 8, ink: ink)
      let decoded = try ImageDecoder.decodeGray(TIFFCodec.encodeGroup4(picture))
      #expect(BinaryImage(decoded, upTo: 127) == picture)
    }
  }

  @Test func blankIsSmall() throws {
    let blank = BinaryImage(width: 1200, height: 550, ink: Array(repeating: 0, count: 660_000))
    let bytes = try TIFFCodec.encodeGroup4(blank)
    #expect(bytes.count < 400)
    #expect(try ImageDecoder.decodeGray(bytes) == GrayImage(width: 1200, height: 550))
  }

  @Test(arguments: [0, 72, 201, -200])
  func otherResolutionsAreRefused(dpi: Int) {
    let error = ImageCodecError.encodingFailed("\(dpi) pixels of an inch; scale it to 200 or 240")
    #expect(throws: error) {
      try TIFFCodec.encodeGroup4(Self.picture(8, 8, seed: 1), dpi: dpi)
    }
  }

  @Test func sidesBeyondTheLimitAreRefused() {
    let long = BinaryImage(width: 65_501, height: 1, ink: Array(repeating: 0, count: 65_501))
    #expect(throws: ImageCodecError.self) { try TIFFCodec.encodeGroup4(long) }
  }
}
