/// The CRC-32 of PNG chunks (ISO/IEC 15948, annex D), eight bytes at a time.
///
/// libpng's simplified reader stops when it has the last row, before the checksum of the last data
/// chunk; so the checksums are verified here.
package enum CRC32 {
  package static func of(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    return bytes.withUnsafeBufferPointer { bytes in
      tables.withUnsafeBufferPointer { table in
        var crc: UInt32 = ~0
        var index = range.lowerBound
        while index + 8 <= range.upperBound {
          var sum: UInt32 = 0
          for lane in 0..<4 {
            let low = UInt8(truncatingIfNeeded: crc >> (8 &* UInt32(lane))) ^ bytes[index &+ lane]
            let high = bytes[index &+ 4 &+ lane]
            sum ^= table[(7 &- lane) &* 256 &+ Int(low)] ^ table[(3 &- lane) &* 256 &+ Int(high)]
          }
          crc = sum
          index &+= 8
        }
        while index < range.upperBound {
          crc = crc >> 8 ^ table[Int(UInt8(truncatingIfNeeded: crc) ^ bytes[index])]
          index &+= 1
        }
        return ~crc
      }
    }
  }

  /// Table k holds the CRC of each byte followed by k zero bytes.
  private static let tables: [UInt32] = {
    var tables = (0..<UInt32(256)).map { byte in
      (0..<8).reduce(byte) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    for index in 256..<8 * 256 {
      let previous = tables[index - 256]
      tables.append(previous >> 8 ^ tables[Int(previous & 0xFF)])
    }
    return tables
  }()
}
