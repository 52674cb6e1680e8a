import CTIFFExtras
import Testing

@testable import ImageCodecs

/// Writes TIFF files of every kind by hand, uncompressed, in either byte order.
struct TestTIFF {
  /// A tag with its values as 2 or 4 bytes each.
  struct Entry: Sendable {
    var tag: Int
    var size: Int
    var values: [Int]
  }

  struct Page {
    var entries: [Entry]
    /// The strips or tiles; their offsets and byte counts are filled in.
    var blocks: [[UInt8]]
    var isTiled = false
  }

  var isBigEndian = false
  /// Directories before the pixels, as some writers do, or behind them.
  var directoryFirst = false
  var pages: [Page]

  func number(_ value: Int, _ size: Int) -> [UInt8] {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    return isBigEndian ? bytes.reversed() : bytes
  }

  var bytes: [UInt8] {
    var result: [UInt8] = isBigEndian ? [0x4D, 0x4D] : [0x49, 0x49]
    result += number(42, 2) + number(0, 4)
    var link = 4
    for page in pages {
      var starts = page.blocks.map { _ in 0 }
      func place() {
        for (index, block) in page.blocks.enumerated() {
          starts[index] = result.count
          result += block
        }
      }
      if !directoryFirst { place() }
      let start = result.count
      result.replaceSubrange(link..<link + 4, with: number(start, 4))
      // Twice, since the length of the directory has to be known for the offsets within it.
      let length = directory(page, starts, at: start).count
      if directoryFirst {
        result += Array(repeating: 0, count: length)
        place()
        result.replaceSubrange(start..<start + length, with: directory(page, starts, at: start))
      } else {
        result += directory(page, starts, at: start)
      }
      link = start + 2 + 12 * (page.entries.count + 2)
    }
    return result
  }

  private func directory(_ page: Page, _ starts: [Int], at start: Int) -> [UInt8] {
    var entries = page.entries
    entries.append(Entry(tag: page.isTiled ? 324 : 273, size: 4, values: starts))
    entries.append(Entry(tag: page.isTiled ? 325 : 279, size: 4, values: page.blocks.map(\.count)))
    entries.sort { $0.tag < $1.tag }
    var table = number(entries.count, 2)
    var extra: [UInt8] = []
    let behind = start + 2 + 12 * entries.count + 4
    for entry in entries {
      var data = entry.values.flatMap { number($0, entry.size) }
      if data.count > 4 {
        let offset = behind + extra.count
        extra += data
        data = number(offset, 4)
      }
      table += number(entry.tag, 2) + number(entry.size == 2 ? 3 : 4, 2)
      table += number(entry.values.count, 4) + data + Array(repeating: 0, count: 4 - data.count)
    }
    return table + number(0, 4) + extra
  }
}

extension TestTIFF {
  /// What a page looks like, from the value of each sample.
  struct Picture: Sendable {
    var width: Int
    var height: Int
    var bitDepth = 8
    var channels = 1
    var photometric = 1
    /// Rows of a strip, or columns and rows of a tile.
    var rowsPerStrip: Int?
    var tile: (width: Int, height: Int)?
    var isPlanar = false
    var more: [Entry] = []
    var sample: @Sendable (_ x: Int, _ y: Int, _ channel: Int) -> Int

    func page(isBigEndian: Bool) -> Page {
      var entries = [
        Entry(tag: 256, size: 4, values: [width]), Entry(tag: 257, size: 4, values: [height]),
        Entry(tag: 258, size: 2, values: Array(repeating: bitDepth, count: channels)),
        Entry(tag: 259, size: 2, values: [1]), Entry(tag: 262, size: 2, values: [photometric]),
        Entry(tag: 277, size: 2, values: [channels]),
        Entry(tag: 284, size: 2, values: [isPlanar ? 2 : 1]),
      ]
      if let tile {
        entries.append(Entry(tag: 322, size: 4, values: [tile.width]))
        entries.append(Entry(tag: 323, size: 4, values: [tile.height]))
      } else {
        entries.append(Entry(tag: 278, size: 4, values: [rowsPerStrip ?? height]))
      }
      return Page(
        entries: entries + more, blocks: blocks(isBigEndian: isBigEndian), isTiled: tile != nil)
    }

    func blocks(isBigEndian: Bool) -> [[UInt8]] {
      let block = tile ?? (width, rowsPerStrip ?? height)
      var blocks: [[UInt8]] = []
      for plane in 0..<(isPlanar ? channels : 1) {
        for top in stride(from: 0, to: height, by: block.height) {
          for left in stride(from: 0, to: width, by: block.width) {
            let rows = tile == nil ? min(block.height, height - top) : block.height
            blocks.append(
              (top..<top + rows).flatMap {
                row($0, left..<left + block.width, plane, isBigEndian)
              })
          }
        }
      }
      return blocks
    }

    private func row(_ y: Int, _ columns: Range<Int>, _ plane: Int, _ isBigEndian: Bool) -> [UInt8]
    {
      var bits: [UInt8] = []
      for x in columns {
        for channel in isPlanar ? plane..<plane + 1 : 0..<channels {
          let isInside = x < width && y < height
          let value = isInside ? sample(x, y, channel) : 0
          let shifts = Array((0..<bitDepth).reversed())
          let isSwapped = bitDepth == 16 && !isBigEndian
          for shift in isSwapped ? Array(shifts[8...] + shifts[..<8]) : shifts {
            bits.append(UInt8(value >> shift & 1))
          }
        }
      }
      return stride(from: 0, to: bits.count, by: 8).map { start in
        bits[start..<min(start + 8, bits.count)].enumerated().reduce(0) {
          $0 | $1.element << (7 - $1.offset)
        }
      }
    }

    func file(isBigEndian: Bool = false, directoryFirst: Bool = false) -> [UInt8] {
      TestTIFF(
        isBigEndian: isBigEndian, directoryFirst: directoryFirst,
        pages: [page(isBigEndian: isBigEndian)]
      ).bytes
    }

    /// The same picture through libtiff's own writer.
    func packed(_ compression: Int, isBigEndian: Bool = false, options: [(Int, Int)] = []) throws
      -> [UInt8]
    {
      let file = try #require(check_tiff_create(isBigEndian))
      defer { check_tiff_close(file) }
      var numbers = [
        (256, width), (257, height), (258, bitDepth), (277, channels), (259, compression),
        (262, photometric), (284, isPlanar ? 2 : 1),
      ]
      if let tile {
        numbers += [(322, tile.width), (323, tile.height)]
      } else {
        numbers.append((278, rowsPerStrip ?? height))
      }
      for (tag, value) in numbers + options {
        #expect(check_tiff_set(file, UInt32(tag), UInt32(value)), "tag \(tag)")
      }
      // libtiff takes samples in the order of the machine.
      for (index, block) in blocks(isBigEndian: Int(1).bigEndian == 1).enumerated() {
        var block = block
        #expect(check_tiff_write(file, tile != nil, UInt32(index), &block, block.count))
      }
      #expect(check_tiff_end_page(file))
      var count = 0
      let bytes = check_tiff_written(file, &count)
      return Array(UnsafeBufferPointer(start: bytes, count: count))
    }
  }
}
