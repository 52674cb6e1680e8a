import CheckImaging
import ImageCodecs

extension HostileFile {
  /// PNG files.
  public static var pngs: [HostileFile] {
    pngClaims + pngChunks + pngBombs + pngKinds
  }

  private static let gray: [UInt8] = (0..<9).flatMap { y -> [UInt8] in
    [0] + (0..<12).map { x in UInt8(x * 20 + y) }
  }

  /// Sizes that are not there, and kinds that do not exist.
  private static var pngClaims: [HostileFile] {
    let sizes: [(UInt32, UInt32)] = [
      (0, 10), (10, 0), (60_000, 60_000), (20_000, 2_500), (1, 20_000), (0x7FFF_FFFF, 1),
      (0xFFFF_FFFF, 0xFFFF_FFFF), (0x8000_0000, 0x8000_0000), (13, 9), (11, 9), (12, 8), (12, 9),
      (12, 10),
    ]
    let claims = sizes.map { width, height in
      HostileFile(
        name: "a PNG that claims \(width) x \(height)",
        bytes: HostilePNG.file([
          HostilePNG.header(width, height), ("IDAT", HostilePNG.stored(gray)),
        ]))
    }
    let kinds: [(String, (String, [UInt8]))] = [
      ("3 bits", HostilePNG.header(12, 9, bitDepth: 3)),
      ("32 bits", HostilePNG.header(12, 9, bitDepth: 32)),
      ("colour type 7", HostilePNG.header(12, 9, colorType: 7)),
      ("packing 1", HostilePNG.header(12, 9, packing: 1)),
      ("filtering 64", HostilePNG.header(12, 9, filtering: 64)),
      ("interlacing 2", HostilePNG.header(12, 9, interlacing: 2)),
      ("a header of no bytes", ("IHDR", [])),
    ]
    return claims
      + kinds.map { name, header in
        HostileFile(
          name: "a PNG of \(name)",
          bytes: HostilePNG.file([header, ("IDAT", HostilePNG.stored(gray))]))
      }
  }

  /// Chunks that are missing, doubled, out of order, damaged or too long.
  private static var pngChunks: [HostileFile] {
    let header = HostilePNG.header(12, 9)
    let indexed = HostilePNG.header(12, 9, colorType: 3)
    let data = ("IDAT", HostilePNG.stored(gray))
    let colors = ("PLTE", Array(repeating: UInt8(9), count: 9))
    let whole = HostilePNG.file([header, data])
    var filters = gray
    for row in 0..<9 { filters[row * 13] = UInt8(row) }
    let chunks: [(String, [(String, [UInt8])])] = [
      ("no data", [header]), ("empty data", [header, ("IDAT", [])]),
      ("two headers", [header, header, data]),
      ("a second header of another size", [header, HostilePNG.header(1200, 900), data]),
      ("data before the header", [data, header]), ("no palette", [indexed, data]),
      ("indexes beyond the palette", [indexed, colors, data]),
      ("an empty palette", [indexed, ("PLTE", []), data]),
      ("a palette of 8 bytes", [indexed, ("PLTE", Array(repeating: 9, count: 8)), data]),
      ("a palette of 300", [indexed, ("PLTE", Array(repeating: 9, count: 900)), data]),
      ("two palettes", [indexed, colors, colors, data]),
      ("a palette behind the data", [indexed, data, colors]),
      (
        "more opacities than colours",
        [indexed, colors, ("tRNS", Array(repeating: 7, count: 256)), data]
      ),
      ("an opacity of one byte", [header, ("tRNS", [7]), data]),
      ("data in two runs", [header, data, ("tEXt", Array("a\0b".utf8)), data]),
      ("rows behind the last", [header, ("IDAT", HostilePNG.stored(gray + gray))]),
      ("filters that do not exist", [header, ("IDAT", HostilePNG.stored(filters))]),
      ("a critical chunk that does not exist", [header, ("ABCD", [1, 2, 3]), data]),
      (
        "a thousand empty data chunks",
        [header] + Array(repeating: ("IDAT", []), count: 1000) + [data]
      ),
    ]
    let lengths: [UInt32] = [0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0xFFFF_FFF4]
    let long = lengths.map { length in
      HostileFile(
        name: "a PNG chunk of \(length) bytes",
        bytes: Array(whole.prefix(33)) + HostilePNG.bigEndian(length) + whole.dropFirst(37))
    }
    let damaged = [29, 32, whole.count - 13, whole.count - 1].map { place in
      var bytes = whole
      bytes[place] ^= 1
      return HostileFile(name: "a PNG with a wrong checksum at byte \(place)", bytes: bytes)
    }
    return chunks.map { HostileFile(name: "a PNG with \($0.0)", bytes: HostilePNG.file($0.1)) }
      + long + damaged
  }

  /// Few bytes that unpack to many.
  private static var pngBombs: [HostileFile] {
    let large = (try? PNGCodec.encode(GrayImage(width: 4000, height: 4000), effort: .fast)) ?? []
    // Behind signature, header chunk and the data chunk's own head; before its checksum and the end.
    let packed = Array(large.dropFirst(33 + 8).dropLast(4 + 12))
    let header = HostilePNG.header(12, 9)
    let data = ("IDAT", HostilePNG.stored(gray))
    let keyword = Array("a\0\0".utf8)
    return [
      ("its data", [header, ("IDAT", packed)]),
      ("a text", [header, ("zTXt", keyword + packed), data]),
      ("a profile", [header, ("iCCP", keyword + packed), data]),
      ("an international text", [header, ("iTXt", Array("a\0\u{1}\0\0\0".utf8) + packed), data]),
    ].map { HostileFile(name: "a PNG bomb in \($0.0)", bytes: HostilePNG.file($0.1)) }
  }

  /// Every kind that there is, which are rare and so little tried.
  private static var pngKinds: [HostileFile] {
    let kinds: [(UInt8, [UInt8])] = [
      (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]),
    ]
    return kinds.flatMap { kind, depths in
      depths.flatMap { depth in
        [UInt8(0), 1].map { interlacing in
          HostileFile(
            name: "a PNG of kind \(kind), \(depth) bits, interlacing \(interlacing)",
            bytes: HostilePNG.file(
              width: 7, height: 5, bitDepth: depth, colorType: kind, interlacing: interlacing,
              rows: Array(repeating: 0, count: 400)))
        }
      }
    }
  }
}
