import ImageCodecs

/// Writes PNG files of any content, with checksums that are right unless they are asked to be wrong.
public enum HostilePNG {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// A file of a few bytes whose header claims a size.
  static func claiming(width: UInt32, height: UInt32) -> [UInt8] {
    file([header(width, height), ("IDAT", [0x78, 0x9C, 0x03, 0, 0, 0, 0, 1])])
  }

  /// A file of rows that are given with their filters, stored without compression.
  public static func file(
    width: Int, height: Int, bitDepth: UInt8, colorType: UInt8, interlacing: UInt8 = 0,
    rows: [UInt8]
  ) -> [UInt8] {
    let palette: [(String, [UInt8])] = colorType == 3 ? [("PLTE", [0, 9, 99, 200, 20, 2])] : []
    let header = header(
      UInt32(width), UInt32(height), bitDepth: bitDepth, colorType: colorType,
      interlacing: interlacing)
    return file([header] + palette + [("IDAT", stored(rows))])
  }

  /// The same file with every checksum set right, so that changes elsewhere get past the first look.
  public static func withRightChecksums(_ png: [UInt8]) -> [UInt8] {
    var png = png
    var start = signature.count
    while start + 12 <= png.count {
      let length = png[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      let end = start + 8 + length
      guard end + 4 <= png.count else { break }
      png.replaceSubrange(end..<end + 4, with: bigEndian(CRC32.of(png, start + 4..<end)))
      start = end + 4
    }
    return png
  }

  static func header(
    _ width: UInt32, _ height: UInt32, bitDepth: UInt8 = 8, colorType: UInt8 = 0,
    packing: UInt8 = 0, filtering: UInt8 = 0, interlacing: UInt8 = 0
  ) -> (String, [UInt8]) {
    let kind = [bitDepth, colorType, packing, filtering, interlacing]
    return ("IHDR", bigEndian(width) + bigEndian(height) + kind)
  }

  /// The chunks behind a signature, and an end chunk.
  static func file(_ chunks: [(type: String, content: [UInt8])]) -> [UInt8] {
    chunks.reduce(signature) { $0 + chunk($1.type, $1.content) } + chunk("IEND", [])
  }

  static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
    let summed = Array(type.utf8) + content
    return bigEndian(UInt32(content.count)) + summed
      + bigEndian(CRC32.of(summed, 0..<summed.count))
  }

  /// A zlib stream of stored blocks.
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let count = min(65_535, bytes.count - start)
      let (low, high) = (UInt8(count & 255), UInt8(count >> 8))
      stream += [start + count == bytes.count ? 1 : 0, low, high, ~low, ~high]
      stream += bytes[start..<start + count]
      start += count
    } while start < bytes.count
    return stream + bigEndian(adler32(bytes))
  }

  private static func adler32(_ bytes: [UInt8]) -> UInt32 {
    var (low, high): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return high << 16 | low
  }

  static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
