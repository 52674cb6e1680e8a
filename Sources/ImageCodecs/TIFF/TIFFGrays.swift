/// Makes 8-bit greys of the rows of a TIFF page.
struct TIFFGrays {
  private let page: TIFFPage
  /// The grey of each sample, where a pixel is one sample of at most 8 bits; otherwise the samples
  /// stretched to 8 bits.
  private let table: [UInt8]
  /// Eight greys for each byte of 1-bit samples.
  private let octets: [UInt8]
  private let isOneSample: Bool

  init(_ page: TIFFPage) throws(ImageCodecError) {
    self.page = page
    isOneSample = page.channels == 1 && page.bitDepth <= 8
    let top = page.bitDepth <= 8 ? 1 << page.bitDepth - 1 : 255
    let stretched = (0...top).map { UInt8(($0 * 255 + top / 2) / top) }
    let table =
      switch page.color {
      case .palette: try Self.palette(page)
      case .gray(isWhiteZero: true) where isOneSample: stretched.map { 255 - $0 }
      default: stretched
      }
    self.table = table
    octets =
      isOneSample && page.bitDepth == 1
      ? (0..<256 * 8).map { table[($0 >> 3) >> (7 - $0 & 7) & 1] } : []
  }

  /// Converts one row, which has one start for each plane.
  func convert(
    _ block: [UInt8], rowsAt starts: [Int], into canvas: inout [UInt8], _ place: Range<Int>
  ) {
    block.withUnsafeBytes { block in
      canvas.withUnsafeMutableBytes { canvas in
        let grays = UnsafeMutableRawBufferPointer(rebasing: canvas[place])
        if !octets.isEmpty {
          bits(UnsafeRawBufferPointer(rebasing: block[starts[0]...]), into: grays)
        } else if isOneSample {
          samples(UnsafeRawBufferPointer(rebasing: block[starts[0]...]), into: grays, step: 1)
        } else {
          colors(block, starts, into: grays)
        }
      }
    }
  }

  private func bits(_ row: UnsafeRawBufferPointer, into grays: UnsafeMutableRawBufferPointer) {
    octets.withUnsafeBytes { octets in
      let whole = grays.count / 8
      for index in 0..<whole {
        let eight = octets.loadUnaligned(fromByteOffset: Int(row[index]) &* 8, as: UInt64.self)
        grays.storeBytes(of: eight, toByteOffset: index &* 8, as: UInt64.self)
      }
      for x in whole * 8..<grays.count { grays[x] = octets[Int(row[whole]) * 8 + x & 7] }
    }
  }

  /// Looks up each sample of a row, or rounds it to 8 bits.
  private func samples(
    _ row: UnsafeRawBufferPointer, into result: UnsafeMutableRawBufferPointer, step: Int
  ) {
    let depth = page.bitDepth
    let count = (result.count + step - 1) / step
    table.withUnsafeBufferPointer { table in
      switch depth {
      case 16:
        for index in 0..<count {
          let sample = row.loadUnaligned(fromByteOffset: 2 &* index, as: UInt16.self)
          result[index &* step] = UInt8(
            truncatingIfNeeded: (UInt32(sample) &* 255 &+ 32767) / 65535)
        }
      case 8:
        for index in 0..<count { result[index &* step] = table[Int(row[index])] }
      default:
        let mask = 1 << depth - 1
        for index in 0..<count {
          let bit = index &* depth
          let byte = Int(row[bit >> 3])
          result[index &* step] = table[byte >> (8 &- depth &- bit & 7) & mask]
        }
      }
    }
  }

  private func colors(
    _ block: UnsafeRawBufferPointer, _ starts: [Int], into grays: UnsafeMutableRawBufferPointer
  ) {
    let channels = page.channels
    withUnsafeTemporaryAllocation(byteCount: grays.count * channels, alignment: 1) { row in
      for (plane, start) in starts.enumerated() {
        let part = UnsafeMutableRawBufferPointer(rebasing: row[plane...])
        samples(
          UnsafeRawBufferPointer(rebasing: block[start...]), into: part, step: starts.count)
      }
      for x in 0..<grays.count { grays[x] = gray(row, x &* channels) }
    }
  }

  @inline(__always)
  private func gray(_ row: UnsafeMutableRawBufferPointer, _ first: Int) -> UInt8 {
    let gray =
      switch page.color {
      case .gray(let isWhiteZero): isWhiteZero ? 255 &- row[first] : row[first]
      case .palette, .rgb: Luma.of(row[first], row[first &+ 1], row[first &+ 2])
      case .cmyk: Luma.ofInks(row[first], row[first &+ 1], row[first &+ 2], row[first &+ 3])
      }
    switch page.opacity {
    case .none: return gray
    case .separate: return Luma.onWhite(gray, alpha: row[first &+ page.color.channels])
    // Paper is 0 already, and so is what is transparent.
    case .premultiplied where page.color == .gray(isWhiteZero: true): return gray
    case .premultiplied:
      return UInt8(min(255, Int(gray) + 255 - Int(row[first &+ page.color.channels])))
    }
  }

  private static func palette(_ page: TIFFPage) throws(ImageCodecError) -> [UInt8] {
    let count = 1 << page.bitDepth
    guard let values = try page.directory.numbers(.colorMap, count: 3 * count) else {
      throw .corrupt("a TIFF palette without colours")
    }
    // Some old writers give 8 bits where 16 are due.
    let top = (values.max() ?? 0) < 256 ? 255 : 65535
    let bytes = values.map { UInt8((min($0, top) * 255 + top / 2) / top) }
    return (0..<count).map { Luma.of(bytes[$0], bytes[count + $0], bytes[2 * count + $0]) }
  }
}
