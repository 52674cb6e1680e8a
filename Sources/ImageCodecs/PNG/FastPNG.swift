/// The plain kinds of PNG (8 bits, grey or RGB, not interlaced) by libdeflate, in about half of
/// libpng's time; every other kind, and every damaged file, is libpng's.
enum FastPNG {
  /// Decodes a file of a plain kind; `nil` for libpng to decode it, or to say what is wrong.
  static func decode(_ chunks: PNGChunks, info: ImageInfo) -> LibPNG.Samples? {
    guard chunks.isPlain, info.bitDepth == 8, info.channels == 1 || info.channels == 3 else {
      return nil
    }
    let rowCount = info.width * info.channels
    guard var rows = Deflate.unpack(chunks.data, count: info.height * (1 + rowCount)),
      PNGFilters.undo(&rows, rowCount: rowCount, channels: info.channels)
    else { return nil }
    return .bytes(rows, channels: info.channels)
  }

  static func encode(
    width: Int, height: Int, samples: [UInt8], isColor: Bool
  ) throws(ImageCodecError) -> [UInt8] {
    let rowCount = width * (isColor ? 3 : 1)
    guard let data = Deflate.pack(unfilteredRows(samples, rowCount: rowCount)) else {
      throw .encodingFailed("libdeflate: no memory")
    }
    var png = PNGHeader.signature
    png.reserveCapacity(data.count + 64)
    let depthAndKind: [UInt8] = [8, isColor ? 2 : 0, 0, 0, 0]
    add("IHDR", bigEndian(width) + bigEndian(height) + depthAndKind, to: &png)
    add("IDAT", data, to: &png)
    add("IEND", [], to: &png)
    return png
  }

  /// Each row behind the byte that says that it has no filter.
  private static func unfilteredRows(_ samples: [UInt8], rowCount: Int) -> [UInt8] {
    var rows: [UInt8] = []
    rows.reserveCapacity(samples.count + samples.count / rowCount)
    for start in stride(from: 0, to: samples.count, by: rowCount) {
      rows.append(0)
      rows += samples[start..<start + rowCount]
    }
    return rows
  }

  private static func add(_ type: String, _ content: [UInt8], to png: inout [UInt8]) {
    png += bigEndian(content.count)
    let start = png.count
    png += Array(type.utf8)
    png += content
    png += bigEndian(Int(CRC32.of(png, start..<png.count)))
  }

  private static func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
