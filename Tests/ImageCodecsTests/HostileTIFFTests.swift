import CheckImaging
import Testing

@testable import ImageCodecs

@Suite struct HostileTIFFTests {
  private static let gray = TestTIFF.Picture(width: 24, height: 10, rowsPerStrip: 4) { x, y, _ in
    x * 9 + y
  }

  private static let bitonal = TestTIFF.Picture(
    width: 60, height: 20, bitDepth: 1, photometric: 0
  ) { x, y, _ in (x / 5 + y / 3) & 1 }

  private static func samples() throws -> [[UInt8]] {
    var tiled = gray
    tiled.tile = (16, 16)
    var colors = gray
    (colors.channels, colors.photometric, colors.isPlanar) = (3, 2, true)
    var palette = gray
    (palette.bitDepth, palette.photometric) = (4, 3)
    palette.more = [.init(tag: 320, size: 2, values: (0..<48).map { $0 * 1000 })]
    palette.sample = { x, _, _ in x & 15 }
    let pages = [gray, bitonal, gray].map { $0.page(isBigEndian: true) }
    return [
      gray.file(), gray.file(isBigEndian: true, directoryFirst: true), palette.file(),
      TestTIFF(isBigEndian: true, pages: pages).bytes, try tiled.packed(5), try colors.packed(8),
      try gray.packed(32773), try bitonal.packed(2), try bitonal.packed(3),
      try bitonal.packed(3, options: [(292, 5)]), try bitonal.packed(4),
    ]
  }

  private static func isTruncated(_ error: any Error) -> Bool {
    if case .truncated = error as? ImageCodecError { true } else { false }
  }

  private static func isCorrupt(_ error: any Error) -> Bool {
    if case .corrupt = error as? ImageCodecError { true } else { false }
  }

  private static func isUnsupported(_ error: any Error) -> Bool {
    if case .unsupported = error as? ImageCodecError { true } else { false }
  }

  /// The file with one tag changed, whatever it was before.
  private static func gray(_ tag: Int, _ values: [Int], size: Int = 4) -> [UInt8] {
    var page = gray.page(isBigEndian: false)
    page.entries.removeAll { $0.tag == tag }
    page.entries.append(.init(tag: tag, size: size, values: values))
    return TestTIFF(pages: [page]).bytes
  }

  @Test func everyTruncationIsNoticed() throws {
    for bytes in try Self.samples() {
      let pages = try ImageDecoder.inspect(bytes).pages
      for count in 4..<bytes.count {
        #expect("\(count) of \(bytes.count)") {
          for page in 0..<pages {
            _ = try ImageDecoder.decodeGray(Array(bytes.prefix(count)), page: page)
          }
        } throws: { Self.isTruncated($0) }
      }
    }
  }

  @Test func mutationsGiveAPictureOrATypedError() throws {
    var generator = SplitMix(state: 5)
    var pictures = 0
    let limits = ImageLimits(maxBytes: 20_000, maxPixels: 1_000_000, maxSide: 5_000)
    for bytes in try Self.samples() {
      for _ in 0..<1500 {
        var mutated = bytes
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
          let index = Int.random(in: 4..<mutated.count, using: &generator)
          switch Int.random(in: 0..<8, using: &generator) {
          case 0: mutated.remove(at: index)
          case 1: mutated.insert(UInt8.random(in: 0...255, using: &generator), at: index)
          case 2: mutated[index] = 255
          default: mutated[index] = UInt8.random(in: 0...255, using: &generator)
          }
        }
        if isPictureOrTypedError(mutated, limits: limits) { pictures += 1 }
      }
    }
    #expect(pictures > 1000)
  }

  @Test func dimensionBombsAreRefusedFromTheHeader() throws {
    var page = Self.bitonal.page(isBigEndian: false)
    page.entries.removeAll { [256, 257].contains($0.tag) }
    page.entries.append(.init(tag: 256, size: 4, values: [60_000]))
    page.entries.append(.init(tag: 257, size: 4, values: [60_000]))
    let bytes = TestTIFF(pages: [page]).bytes
    let expected = ImageCodecError.tooLarge(width: 60_000, height: 60_000, limits: .standard)
    #expect(throws: expected) { try ImageDecoder.inspect(bytes) }
    #expect(throws: expected) { try ImageDecoder.decodeGray(bytes) }
  }

  @Test(arguments: [1, 4, 5, 8, 32773])
  func manyPixelsFromFewBytesAreRefused(compression: Int) {
    var page = Self.bitonal.page(isBigEndian: false)
    page.blocks = [Array(repeating: 0, count: 20)]
    page.entries.removeAll { [256, 257, 259, 278].contains($0.tag) }
    for (tag, value) in [(256, 20_000), (257, 2_500), (259, compression)] {
      page.entries.append(.init(tag: tag, size: 4, values: [value]))
    }
    let bytes = TestTIFF(pages: [page]).bytes
    #expect(throws: Never.self) { try ImageDecoder.inspect(bytes) }
    #expect { try ImageDecoder.decodeGray(bytes) } throws: { Self.isTruncated($0) }
  }

  @Test(arguments: [256, 257])
  func zeroSides(tag: Int) {
    #expect { try ImageDecoder.inspect(Self.gray(tag, [0])) } throws: { Self.isCorrupt($0) }
  }

  @Test func directoryLoops() throws {
    var bytes = Self.gray.file()
    let start = bytes[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    let link = start + 2 + 12 * Int(bytes[start])
    bytes.replaceSubrange(link..<link + 4, with: bytes[4..<8])
    #expect { try ImageDecoder.inspect(bytes) } throws: { Self.isCorrupt($0) }
    bytes.replaceSubrange(link..<link + 4, with: [255, 255, 255, 255])
    #expect { try ImageDecoder.inspect(bytes) } throws: { Self.isTruncated($0) }
    bytes.replaceSubrange(4..<8, with: [0, 0, 0, 0])
    #expect { try ImageDecoder.inspect(bytes) } throws: { Self.isCorrupt($0) }
  }

  @Test func tooManyPages() throws {
    let page = Self.gray.page(isBigEndian: false)
    let most = TestTIFF(pages: Array(repeating: page, count: TIFFPages.most)).bytes
    #expect(try ImageDecoder.inspect(most).pages == TIFFPages.most)
    let more = TestTIFF(pages: Array(repeating: page, count: 3000)).bytes
    #expect { try ImageDecoder.inspect(more) } throws: { Self.isUnsupported($0) }
  }

  @Test func hugeClaimsInTags() {
    // An entry that is read, with two thousand million values.
    for (tag, type) in [(273, 4), (258, 3), (320, 3), (279, 4)] {
      var bytes = Self.gray(320, Array(repeating: 7, count: 48), size: 2)
      let start = bytes[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
      for entry in stride(from: start + 2, to: start + 2 + 12 * Int(bytes[start]), by: 12)
      where Int(bytes[entry]) | Int(bytes[entry + 1]) << 8 == tag {
        bytes.replaceSubrange(
          entry + 2..<entry + 12, with: [UInt8(type), 0, 255, 255, 255, 0x7F, 255, 255, 255, 0x7F])
      }
      _ = try? ImageDecoder.decodeGray(bytes)
      if tag != 320 {
        #expect("tag \(tag)") {
          try ImageDecoder.decodeGray(bytes)
        } throws: { Self.isTruncated($0) }
      }
    }
    // One that is not read does no harm.
    let private32 = Self.gray(65_000, [0x7FFF_FFFF])
    #expect(throws: Never.self) { try ImageDecoder.decodeGray(private32) }
  }

  @Test func stripsAndTilesHaveToFitThePicture() {
    for (tag, value) in [(278, 0), (278, 1)] {
      #expect(throws: ImageCodecError.self) { try ImageDecoder.decodeGray(Self.gray(tag, [value])) }
    }
    #expect(throws: Never.self) {
      var whole = Self.gray
      whole.rowsPerStrip = nil
      var page = whole.page(isBigEndian: false)
      page.entries.removeAll { $0.tag == 278 }
      page.entries.append(.init(tag: 278, size: 4, values: [0xFFFF_FFFF]))
      return try ImageDecoder.decodeGray(TestTIFF(pages: [page]).bytes)
    }
    var tiled = Self.gray
    tiled.tile = (16, 16)
    for (tag, side) in [(322, 0), (322, 15), (323, 60_000), (323, 0xFFFF_FFF0), (322, 8)] {
      var page = tiled.page(isBigEndian: false)
      page.entries.removeAll { $0.tag == tag }
      page.entries.append(.init(tag: tag, size: 4, values: [side]))
      #expect("tag \(tag) \(side)") {
        try ImageDecoder.decodeGray(TestTIFF(pages: [page]).bytes)
      } throws: { Self.isCorrupt($0) }
    }
  }

  @Test func overlappingStripsAreRefused() throws {
    // Two thousand strips that are all the same bytes.
    let file = TestTIFF(pages: [
      .init(
        entries: [
          .init(tag: 256, size: 4, values: [8]), .init(tag: 257, size: 4, values: [2000]),
          .init(tag: 259, size: 2, values: [4]), .init(tag: 262, size: 2, values: [0]),
          .init(tag: 278, size: 4, values: [1]),
        ], blocks: Array(repeating: [], count: 2000))
    ])
    // The counts are the last values of the file, the offsets those before.
    var bytes = file.bytes
    let counts = bytes.count - 4 * 2000
    for index in 0..<2000 {
      bytes.replaceSubrange(counts + 4 * index..<counts + 4 * index + 4, with: [0, 16, 0, 0])
    }
    #expect { try ImageDecoder.decodeGray(bytes) } throws: { Self.isCorrupt($0) }
  }

  @Test func faxDataThatEndsEarlyIsTruncated() throws {
    // The picture of fewer rows, in a file that claims more: the packed data ends properly.
    for compression in [2, 3, 4] {
      var bytes = try Self.bitonal.packed(compression)
      let start = bytes[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
      for entry in stride(from: start + 2, to: start + 2 + 12 * Int(bytes[start]), by: 12)
      where [257, 278].contains(Int(bytes[entry]) | Int(bytes[entry + 1]) << 8) {
        bytes[entry + 8] = 45
      }
      #expect("compression \(compression)") {
        try ImageDecoder.decodeGray(bytes)
      } throws: { Self.isTruncated($0) }
    }
  }

  @Test func kindsThatAreNotRead() {
    for (tag, value) in [
      (259, 6), (259, 7), (259, 34712), (259, 50001), (262, 6), (262, 8), (339, 2), (339, 3),
      (277, 9), (258, 3), (258, 32), (258, 64), (317, 3),
    ] {
      #expect("tag \(tag) \(value)") {
        try ImageDecoder.decodeGray(Self.gray(tag, [value], size: 2))
      } throws: { Self.isUnsupported($0) }
    }
    for big in [[0x49, 0x49, 43, 0, 8, 0, 0, 0, 16, 0], [0x4D, 0x4D, 0, 43, 0, 8, 0, 0]] {
      #expect(throws: ImageCodecError.unsupported("BigTIFF")) {
        try ImageDecoder.inspect(big.map { UInt8($0) })
      }
    }
  }

  @Test func bytesBehindTheEndAreIgnored() throws {
    for bytes in try Self.samples() {
      let plain = try ImageDecoder.decodeGray(bytes)
      #expect(try ImageDecoder.decodeGray(bytes + Array(repeating: 0xAB, count: 50)) == plain)
    }
  }
}
