/// Makes a TIFF of one page, with a directory of only what unpacking its pixels needs.
///
/// The packed bytes stay where they are. libtiff so never sees a directory that came from outside:
/// no unknown tags, no second page, no offset that was not looked at.
enum TIFFEssential {
  static func page(
    _ page: TIFFPage, _ blocks: TIFFBlocks, of bytes: [UInt8]
  ) throws(ImageCodecError) -> [UInt8] {
    guard bytes.count <= Int(UInt32.max) / 2 else {
      throw .unsupported("a TIFF of \(bytes.count) bytes")
    }
    var writer = Writer(bytes: bytes, isBigEndian: bytes[0] == 0x4D)
    let channels = page.channels
    writer.add(.width, [page.width])
    writer.add(.height, [page.height])
    writer.add(.bitsPerSample, Array(repeating: page.bitDepth, count: channels), size: 2)
    writer.add(.compression, [page.compression], size: 2)
    // The samples are not converted by libtiff, so it need not know more about their colour.
    writer.add(.photometric, [channels < 3 ? 1 : 2], size: 2)
    if let order = try page.directory.number(.fillOrder) {
      writer.add(.fillOrder, [order == 2 ? 2 : 1], size: 2)
    }
    let starts = blocks.ranges.map(\.lowerBound)
    let counts = blocks.ranges.map(\.count)
    if !blocks.isTiled { writer.add(.stripOffsets, starts) }
    writer.add(.samplesPerPixel, [channels], size: 2)
    if !blocks.isTiled {
      writer.add(.rowsPerStrip, [blocks.height])
      writer.add(.stripByteCounts, counts)
    }
    writer.add(.planarConfiguration, [page.isPlanar ? 2 : 1], size: 2)
    for (tag, compression) in [(TIFFDirectory.Tag.group3Options, 3), (.group4Options, 4)] {
      guard page.compression == compression, let options = try page.directory.number(tag) else {
        continue
      }
      writer.add(tag, [options])
    }
    if let predictor = try page.directory.number(.predictor) {
      writer.add(.predictor, [predictor == 2 ? 2 : 1], size: 2)
    }
    if blocks.isTiled {
      writer.add(.tileWidth, [blocks.width])
      writer.add(.tileHeight, [blocks.height])
      writer.add(.tileOffsets, starts)
      writer.add(.tileByteCounts, counts)
    }
    return writer.finish()
  }

  private struct Writer {
    var bytes: [UInt8]
    let isBigEndian: Bool
    private var entries: [UInt8] = []
    private var count = 0

    init(bytes: [UInt8], isBigEndian: Bool) {
      self.bytes = bytes
      self.isBigEndian = isBigEndian
    }

    /// Tags have to come in ascending order.
    mutating func add(_ tag: TIFFDirectory.Tag, _ values: [Int], size: Int = 4) {
      var data = values.flatMap { number($0, size) }
      if data.count > 4 {
        let offset = bytes.count
        bytes += data
        data = number(offset, 4)
      }
      entries += number(Int(tag.rawValue), 2) + number(size == 2 ? 3 : 4, 2)
      entries += number(values.count, 4) + data
      entries += Array(repeating: 0, count: 4 - data.count)
      count += 1
    }

    mutating func finish() -> [UInt8] {
      if bytes.count & 1 == 1 { bytes.append(0) }
      let offset = bytes.count
      bytes += number(count, 2) + entries + number(0, 4)
      bytes.replaceSubrange(4..<8, with: number(offset, 4))
      return bytes
    }

    private func number(_ value: Int, _ size: Int) -> [UInt8] {
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
      return isBigEndian ? bytes.reversed() : bytes
    }
  }
}
