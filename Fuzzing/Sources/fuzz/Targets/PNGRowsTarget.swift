import CheckRendering

/// A PNG whose packing and checksums are right whatever the input, which so reaches the rows: the
/// first five bytes are the header, the rest the rows with their filters.
enum PNGRowsTarget: FuzzTarget {
  static let name = "png-rows"
  static let longest = 2048

  static func seeds() throws -> [[UInt8]] {
    [UInt8](0...6).flatMap { kind in
      [1, 2, 4, 8, 16].map { bits in
        [7, 5, bits, kind, kind & 1] + (0..<120).map { UInt8(truncatingIfNeeded: $0 * 37 % 251) }
      }
    }
  }

  static func attempt(_ bytes: [UInt8]) {
    guard bytes.count > 5 else { return }
    let (width, height) = (Int(bytes[0]) + 1, Int(bytes[1]) + 1)
    Picture.attempt(
      HostilePNG.file(
        width: width, height: height, bitDepth: bytes[2], colorType: bytes[3],
        interlacing: bytes[4], rows: Array(bytes[5...])))
  }
}
