/// Walks the chunks of a PNG and keeps those that the pixels depend on.
///
/// Text, profile, gamma and time chunks are left out: some of them unpack to thousands of times
/// their size, and none may change the greys. Whatever follows the end chunk is ignored.
struct PNGChunks {
  private static let kept: Set<String> = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]

  /// Deflate packs at most 258 bytes into two bits.
  private static let mostBytesOutOfOne = 1032

  private let bytes: [UInt8]
  private var chunks: [Chunk] = []

  /// Finds the chunks and verifies their checksums.
  init(of bytes: [UInt8], info: ImageInfo) throws(ImageCodecError) {
    self.bytes = bytes
    var index = PNGHeader.signature.count
    var dataCount = 0
    var ended = false
    while !ended {
      let chunk = try Self.chunk(at: index, of: bytes)
      if Self.kept.contains(chunk.type) {
        guard CRC32.of(bytes, chunk.summed) == bytes.bigEndian32(at: chunk.summed.upperBound) else {
          throw .corrupt("wrong checksum in PNG chunk \(chunk.type) at byte \(index)")
        }
        chunks.append(chunk)
        if chunk.type == "IDAT" { dataCount += chunk.content.count }
      } else if chunk.isCritical {
        throw .unsupported("PNG chunk \(chunk.type)")
      }
      ended = chunk.type == "IEND"
      index = chunk.end
    }
    let pixelBytes = info.width * info.height * info.channels * info.bitDepth / 8
    guard pixelBytes / Self.mostBytesOutOfOne <= dataCount else {
      throw .truncated("\(dataCount) bytes of data for \(info.width) x \(info.height) pixels")
    }
  }

  /// A PNG of the essential chunks.
  var essential: [UInt8] {
    var result = Array(bytes.prefix(PNGHeader.signature.count))
    result.reserveCapacity(bytes.count)
    for chunk in chunks { result += bytes[chunk.summed.lowerBound - 4..<chunk.end] }
    return result
  }

  /// What the data chunks hold: the packed rows.
  var data: [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for chunk in chunks where chunk.type == "IDAT" { result += bytes[chunk.content] }
    return result
  }

  /// Whether the samples are the pixels, row after row: not interlaced, and neither palette nor
  /// transparent value beside them.
  var isPlain: Bool {
    bytes[PNGHeader.methods].allSatisfy { $0 == 0 }
      && chunks.allSatisfy { $0.type != "tRNS" && $0.type != "PLTE" }
  }

  private struct Chunk {
    let type: String
    let isCritical: Bool
    /// The bytes that the checksum covers: type and data.
    let summed: Range<Int>
    var content: Range<Int> { summed.lowerBound + 4..<summed.upperBound }
    var end: Int { summed.upperBound + 4 }
  }

  private static func chunk(at index: Int, of bytes: [UInt8]) throws(ImageCodecError) -> Chunk {
    guard index + 12 <= bytes.count else {
      throw .truncated("no end chunk within \(bytes.count) bytes")
    }
    let length = Int(bytes.bigEndian32(at: index))
    let name = bytes[index + 4..<index + 8]
    guard name.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else {
      throw .corrupt("no PNG chunk at byte \(index)")
    }
    let type = String(decoding: name, as: UTF8.self)
    guard length <= bytes.count - index - 12 else {
      throw .truncated(
        "chunk \(type) at byte \(index) has \(length) bytes, the file \(bytes.count) in all")
    }
    let isCritical = bytes[index + 4] & 0x20 == 0
    return Chunk(type: type, isCritical: isCritical, summed: index + 4..<index + 8 + length)
  }
}
