import CheckImaging
import ImageCodecs

extension HostileFile {
  /// TIFF files.
  public static var tiffs: [HostileFile] {
    (tiffClaims + tiffDirectories + tiffPackings).map { name, file in
      HostileFile(name: "a TIFF of \(name)", bytes: file.bytes)
    } + [tiffChain, group4]
  }

  private static let mostOf32Bits = 0xFFFF_FFFF
  private static let twoGigabytes = 0x7FFF_FFFF

  /// Sizes, places and counts that are not there.
  private static var tiffClaims: [(String, HostileTIFF)] {
    let gray = HostileTIFF()
    let sizes = [
      (0, 9), (12, 0), (60_000, 60_000), (20_000, 2_500), (1, 20_000),
      (mostOf32Bits, mostOf32Bits), (13, 9),
    ].map { ("\($0.0) x \($0.1)", gray.with([256: $0.0, 257: $0.1])) }
    let values = [
      (273, mostOf32Bits), (273, twoGigabytes), (273, 0), (279, mostOf32Bits), (279, twoGigabytes),
      (279, 0), (278, 0), (278, 1), (278, mostOf32Bits), (258, 0), (258, 32), (258, 12), (277, 0),
      (277, 8),
      (277, 9), (277, 65_535), (284, 2), (262, 3), (262, 5), (262, 6), (262, 99), (339, 3),
      (317, 2), (317, 3),
      (266, 2), (274, 6), (274, 99), (338, 1), (338, 2), (254, 1), (254, 4),
    ].map { ("tag \($0.0) of \($0.1)", gray.with([$0.0: $0.1])) }
    let tiles = [
      (16, 16), (0, 16), (15, 16), (mostOf32Bits, 16), (0xFFFF_FFF0, 0xFFFF_FFF0), (1024, 1024),
    ].map { width, height in
      (
        "tiles of \(width) x \(height)",
        gray.without(278, 279).with([322: width, 323: height, 325: 256])
          .with([], data: Array(repeating: 9, count: 256))
      )
    }
    let planes = gray.with([277: 3, 262: 2, 284: 2])
    return [("12 x 9 pixels", gray)] + sizes + values + tiles + [
      ("planes that are not there", planes)
    ]
  }

  /// Directories that loop, lie about their tags or are no directories.
  private static var tiffDirectories: [(String, HostileTIFF)] {
    let gray = HostileTIFF()
    let links = [8, 9, 4, 0, twoGigabytes, mostOf32Bits, 120].map { next in
      var file = gray
      file.next = next
      return ("a next directory at \(next)", file)
    }
    let counts = [256, 258, 273, 279, 320].flatMap { tag in
      [0, 2, twoGigabytes, mostOf32Bits].map { count in
        (
          "\(count) values of tag \(tag)",
          gray.with([HostileTIFF.Entry(tag: tag, count: count, value: 8)])
        )
      }
    }
    let types = [0, 1, 2, 3, 5, 12, 13, 255, 65_535].map { type in
      (
        "a width of type \(type)",
        gray.with([HostileTIFF.Entry(tag: 256, type: type, value: 12)])
      )
    }
    let missing = [256, 257, 258, 259, 262, 277, 278, 279].map {
      ("no tag \($0)", gray.without($0))
    }
    return links + counts + types + missing
  }

  /// Packed data that unpacks to more than it should, to less, or to nothing.
  private static var tiffPackings: [(String, HostileTIFF)] {
    let gray = HostileTIFF()
    let bitonal = HostileTIFF().with([256: 96, 258: 1, 262: 0])
    let streams: [(String, [UInt8])] = [
      ("nothing", []), ("zeros", Array(repeating: 0, count: 108)),
      ("ones", Array(repeating: 255, count: 108)),
      ("PackBits bombs", Array(repeating: 0x81, count: 108)),
      ("counting", (0..<108).map { UInt8($0) }),
    ]
    let packings = [1, 2, 3, 4, 5, 6, 7, 8, 32_946, 32_773, 34_712, 50_000, 65_535]
    let small = packings.flatMap { packing in
      streams.map { name, data in
        (
          "packing \(packing) and \(name)",
          ([2, 3, 4].contains(packing) ? bitonal : gray)
            .with([259: packing, 279: max(data.count, 1)], data: data)
        )
      }
    }
    let large = [1, 4, 5, 8, 32_773].map { packing in
      (
        "20000 x 2500 pixels and packing \(packing)",
        bitonal.with(
          [256: 20_000, 257: 2_500, 278: 2_500, 259: packing, 279: 100_000],
          data: Array(repeating: 255, count: 100_000))
      )
    }
    // Sixteen bytes a pixel, in one piece.
    let wide = gray.with(
      [256: 7_000, 257: 7_000, 258: 16, 259: 8, 262: 2, 277: 8, 278: 7_000, 279: 800_000],
      data: Array(repeating: 0, count: 800_000))
    let options = [0, 1, 2, 4, 5, mostOf32Bits].map { value in
      (
        "Group 3 with options \(value)",
        bitonal.with([259: 3, 292: value], data: Array(repeating: 0x80, count: 108))
      )
    }
    return small + large + options + [("a strip of 784 million bytes", wide)]
  }

  /// A hundred thousand directories, each with one tag.
  private static var tiffChain: HostileFile {
    var bytes: [UInt8] = [0x49, 0x49, 42, 0, 8, 0, 0, 0]
    for index in 1...100_000 {
      let next = UInt32(8 + 18 * index)
      let link = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: next >> $0) }
      bytes += [1, 0, 254, 0, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0] + link
    }
    return HostileFile(name: "a TIFF of 100,000 directories", bytes: bytes)
  }

  private static var group4: HostileFile {
    let picture = GrayImage(width: 40, height: 16, pixels: (0..<640).map { UInt8($0 % 255) })
    let bytes = try? TIFFCodec.encodeGroup4(pages: [
      BinaryImage(otsu: picture), BinaryImage(otsu: picture),
    ])
    return HostileFile(name: "an ordinary TIFF of two pages", bytes: bytes ?? [])
  }
}
