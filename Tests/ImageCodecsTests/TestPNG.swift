/// Writes PNG files of every kind by hand, with stored (uncompressed) deflate blocks.
struct TestPNG {
  var width: Int
  var height: Int
  var bitDepth: Int
  var colorType: UInt8
  var isInterlaced = false
  /// Chunks between the header and the data, as type and content.
  var chunks: [(String, [UInt8])] = []
  /// The sample of a pixel's channel.
  var sample: (_ x: Int, _ y: Int, _ channel: Int) -> Int

  var channels: Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colorType] ?? 1 }

  var bytes: [UInt8] {
    let header =
      Self.big32(width) + Self.big32(height)
      + [UInt8(bitDepth), colorType, 0, 0, isInterlaced ? 1 : 0]
    var result: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    result += Self.chunk("IHDR", header)
    for (type, content) in chunks { result += Self.chunk(type, content) }
    result += Self.chunk("IDAT", Self.zlibStored(rows))
    return result + Self.chunk("IEND", [])
  }

  private var rows: [UInt8] {
    guard isInterlaced else { return pass(0, 0, 1, 1) }
    let adam7 = [
      (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
      (0, 1, 1, 2),
    ]
    return adam7.flatMap(pass)
  }

  private func pass(_ left: Int, _ top: Int, _ stepX: Int, _ stepY: Int) -> [UInt8] {
    var result: [UInt8] = []
    guard left < width else { return result }
    for y in stride(from: top, to: height, by: stepY) {
      result.append(0)
      var bits = 0
      var current = 0
      for x in stride(from: left, to: width, by: stepX) {
        for channel in 0..<channels {
          let value = sample(x, y, channel)
          if bitDepth == 16 {
            result += [UInt8(value >> 8), UInt8(value & 0xFF)]
            continue
          }
          current = current << bitDepth | value
          bits += bitDepth
          if bits == 8 {
            result.append(UInt8(current))
            (bits, current) = (0, 0)
          }
        }
      }
      if bits > 0 { result.append(UInt8(current << (8 - bits))) }
    }
    return result
  }

  static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
    let summed = Array(type.utf8) + content
    return big32(content.count) + summed + big32(Int(crc(summed)))
  }

  static func big32(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// Bit by bit, independent of the tables under test.
  static func crc(_ bytes: [UInt8]) -> UInt32 {
    var crc = ~UInt32(0)
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }

  static func zlibStored(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    var index = 0
    repeat {
      let count = min(65535, bytes.count - index)
      let isLast: UInt8 = index + count == bytes.count ? 1 : 0
      let low = UInt8(count & 0xFF)
      let high = UInt8(count >> 8)
      result += [isLast, low, high, ~low, ~high] + bytes[index..<index + count]
      index += count
    } while index < bytes.count
    var (a, b) = (1, 0)
    for byte in bytes {
      a = (a + Int(byte)) % 65521
      b = (b + a) % 65521
    }
    return result + big32(b << 16 | a)
  }
}
