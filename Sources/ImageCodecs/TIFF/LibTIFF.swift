import CTIFFExtras
import CheckImaging

/// libtiff, called here only; no pointer leaves this file.
enum LibTIFF {
  /// Unpacks the strips or tiles of a file made by ``TIFFEssential``, one position after the other.
  ///
  /// - Parameter each: Gets the position, how many rows it has, and the rows as they are stored but
  ///   in the machine's byte order; those of the second channel follow those of the first when the
  ///   channels are stored by themselves.
  static func unpack(
    _ tiff: [UInt8], _ page: TIFFPage, _ blocks: TIFFBlocks,
    each: (_ position: Int, _ rows: Int, _ block: [UInt8]) -> Void
  ) throws(ImageCodecError) {
    try tiff.withUnsafeBufferPointer { (bytes) throws(ImageCodecError) in
      let most = tiff.count + smallAllocations
      guard let file = check_tiff_open(bytes.baseAddress, bytes.count, most) else {
        throw .corrupt("libtiff does not open it")
      }
      defer { check_tiff_close(file) }
      let isFax = TIFFPage.faxes.contains(page.compression)
      let blockCount = blocks.rowBytes * blocks.height
      var block = [UInt8](repeating: unwritten, count: blockCount * blocks.planes)
      for position in 0..<blocks.positions {
        let rows = blocks.rows(at: position, of: page)
        let count = blocks.rowBytes * rows
        for plane in 0..<blocks.planes {
          let index = plane * blocks.positions + position
          let place = plane * count..<(plane + 1) * count
          try read(file, index, into: &block, place, isTiled: blocks.isTiled)
          guard isFax, endsUnwritten(block, place, blocks.rowBytes, with: unwritten) else {
            continue
          }
          // libtiff accepts fax data that ends too early, and leaves the rows below as they were.
          // Only a row that was not written takes on another value as well.
          fill(&block, place, with: ~unwritten)
          try read(file, index, into: &block, place, isTiled: blocks.isTiled)
          guard !endsUnwritten(block, place, blocks.rowBytes, with: ~unwritten) else {
            throw .truncated("block \(index) ends before its last row")
          }
        }
        each(position, rows, block)
        if isFax { fill(&block, 0..<block.count, with: unwritten) }
      }
    }
  }

  /// What libtiff takes at most for tables of its own, beside the packed bytes.
  private static let smallAllocations = 16 << 20

  /// Every other pixel is ink, which hardly ever is a real row of a fax.
  private static let unwritten: UInt8 = 0x55

  private static func read(
    _ file: OpaquePointer, _ index: Int, into block: inout [UInt8], _ place: Range<Int>,
    isTiled: Bool
  ) throws(ImageCodecError) {
    let isFilled = block.withUnsafeMutableBufferPointer { buffer in
      let part = UnsafeMutableBufferPointer(rebasing: buffer[place])
      return check_tiff_read(file, isTiled, UInt32(index), part.baseAddress, part.count)
    }
    let text = String(cString: check_tiff_error(file))
    // The fax decoders say nothing when they run out of data between two rows.
    let isSilent = !isFilled && text.isEmpty
    let signs = ["Not enough data", "Read error", "not terminated"]
    let endsEarly = signs.contains { text.contains($0) }
    if isSilent || endsEarly || check_tiff_ended_early(file) {
      throw .truncated("block \(index) ends before its last row")
    }
    guard isFilled, text.isEmpty else { throw .corrupt("libtiff, block \(index): \(text)") }
  }

  private static func endsUnwritten(
    _ block: [UInt8], _ place: Range<Int>, _ rowBytes: Int, with value: UInt8
  ) -> Bool {
    block[place.upperBound - rowBytes..<place.upperBound].allSatisfy { $0 == value }
  }

  private static func fill(_ block: inout [UInt8], _ place: Range<Int>, with value: UInt8) {
    block.withUnsafeMutableBufferPointer { $0[place].update(repeating: value) }
  }

  /// Writes pages of one strip each in Group 4, with 1 for ink.
  static func encodeGroup4(_ pages: [BinaryImage], dpi: Int) throws(ImageCodecError) -> [UInt8] {
    guard let file = check_tiff_create(false) else {
      throw .encodingFailed("libtiff did not start")
    }
    defer { check_tiff_close(file) }
    for page in pages { try write(page, dpi: dpi, to: file) }
    var count = 0
    let bytes = check_tiff_written(file, &count)
    return Array(UnsafeBufferPointer(start: bytes, count: count))
  }

  private static func write(
    _ image: BinaryImage, dpi: Int, to file: OpaquePointer
  ) throws(ImageCodecError) {
    let numbers: [(TIFFDirectory.Tag, Int)] = [
      (.subfileType, 0), (.width, image.width), (.height, image.height), (.bitsPerSample, 1),
      (.compression, 4), (.photometric, 0), (.fillOrder, 1), (.orientation, 1),
      (.samplesPerPixel, 1), (.rowsPerStrip, image.height), (.planarConfiguration, 1),
      (.resolutionUnit, 2),
    ]
    var isGood = numbers.allSatisfy { check_tiff_set(file, UInt32($0.rawValue), UInt32($1)) }
    for tag in [TIFFDirectory.Tag.xResolution, .yResolution] {
      isGood = isGood && check_tiff_set_fraction(file, UInt32(tag.rawValue), Double(dpi))
    }
    var rows = packed(image)
    isGood = isGood && check_tiff_write(file, false, 0, &rows, rows.count)
    guard isGood, check_tiff_end_page(file) else {
      throw .encodingFailed("libtiff: \(String(cString: check_tiff_error(file)))")
    }
  }

  /// Eight pixels a byte, the leftmost in the highest bit.
  private static func packed(_ image: BinaryImage) -> [UInt8] {
    let rowBytes = (image.width + 7) / 8
    let count = rowBytes * image.height
    return image.ink.withUnsafeBufferPointer { ink in
      [UInt8](unsafeUninitializedCapacity: count) { packed, initializedCount in
        packed.initialize(repeating: 0)
        let whole = image.width / 8
        for y in 0..<image.height {
          let row = UnsafeBufferPointer(rebasing: ink[y * image.width..<(y + 1) * image.width])
          let bytes = UnsafeRawBufferPointer(row)
          for byte in 0..<whole {
            let eight = UInt64(
              littleEndian: bytes.loadUnaligned(fromByteOffset: 8 &* byte, as: UInt64.self))
            // Moves the lowest bit of byte i to bit 63 - i; no two of the sums meet.
            let gathered = (eight & 0x0101_0101_0101_0101) &* 0x8040_2010_0804_0201
            packed[y &* rowBytes &+ byte] = UInt8(truncatingIfNeeded: gathered >> 56)
          }
          for x in 8 * whole..<image.width {
            packed[y &* rowBytes &+ whole] |= (row[x] & 1) << (7 &- UInt8(x & 7))
          }
        }
        initializedCount = count
      }
    }
  }
}
