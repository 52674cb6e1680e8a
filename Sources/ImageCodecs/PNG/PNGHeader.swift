/// The IHDR chunk, read without libpng so that the limits are known before anything is allocated.
struct PNGHeader {
  let width: Int
  let height: Int
  let bitDepth: Int
  let channels: Int

  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// Where the methods of compression, filtering and interlacing stand, 0 for the usual ones.
  static let methods = 26..<29

  /// Signature, then length, type, 13 bytes of data and the CRC of IHDR.
  static let byteCount = 8 + 8 + 13 + 4

  init(_ bytes: [UInt8]) throws(ImageCodecError) {
    guard bytes.count >= Self.byteCount else {
      throw .truncated("\(bytes.count) bytes; a PNG header takes \(Self.byteCount)")
    }
    let isHeader = bytes[8..<16].elementsEqual([0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
    guard isHeader else { throw .corrupt("a PNG that does not begin with a header chunk") }
    guard CRC32.of(bytes, 12..<29) == bytes.bigEndian32(at: 29) else {
      throw .corrupt("wrong checksum in the PNG header")
    }
    width = Int(bytes.bigEndian32(at: 16))
    height = Int(bytes.bigEndian32(at: 20))
    bitDepth = Int(bytes[24])
    let (channels, depths): (Int, [Int]) =
      switch bytes[25] {
      case 0: (1, [1, 2, 4, 8, 16])
      case 2: (3, [8, 16])
      case 3: (1, [1, 2, 4, 8])
      case 4: (2, [8, 16])
      case 6: (4, [8, 16])
      default: throw ImageCodecError.corrupt("PNG colour type \(bytes[25])")
      }
    guard depths.contains(bitDepth) else {
      throw .corrupt("PNG colour type \(bytes[25]) with \(bitDepth) bits")
    }
    self.channels = channels
  }

  var info: ImageInfo {
    ImageInfo(format: .png, width: width, height: height, channels: channels, bitDepth: bitDepth)
  }
}

extension [UInt8] {
  func bigEndian32(at index: Int) -> UInt32 {
    self[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  func bigEndian16(at index: Int) -> Int {
    Int(self[index]) << 8 | Int(self[index + 1])
  }
}
