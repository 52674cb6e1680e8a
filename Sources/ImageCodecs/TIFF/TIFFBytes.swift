/// Numbers of a TIFF in its own byte order; every access is checked against the end.
struct TIFFBytes {
  let bytes: ArraySlice<UInt8>
  let isBigEndian: Bool
  /// Where the first directory is.
  let firstDirectory: Int

  var count: Int { bytes.count }

  /// Reads the header of a file, or of the Exif block in another kind of file.
  init(_ bytes: ArraySlice<UInt8>) throws(ImageCodecError) {
    guard bytes.count >= 8 else {
      throw .truncated("\(bytes.count) bytes; a TIFF header takes 8")
    }
    let start = bytes.startIndex
    switch (bytes[start], bytes[start + 1]) {
    case (0x49, 0x49): isBigEndian = false
    case (0x4D, 0x4D): isBigEndian = true
    default: throw .corrupt("no TIFF byte order")
    }
    let reader = NumberReader(bytes: bytes, isBigEndian: isBigEndian)
    switch reader.number(at: 2, size: 2) {
    case 42: break
    case 43: throw .unsupported("BigTIFF")
    case let version: throw .corrupt("TIFF version \(version)")
    }
    self.bytes = bytes
    firstDirectory = reader.number(at: 4, size: 4)
  }

  /// The whole number of 1, 2 or 4 bytes at an offset.
  ///
  /// - Parameter what: What lies there, made only for an error: that takes longer than the number.
  func number(
    at offset: Int, size: Int, _ what: @autoclosure () -> String
  ) throws(ImageCodecError) -> Int {
    guard offset >= 0, offset <= count - size else {
      throw .truncated("\(what()) lies at byte \(offset) of \(count)")
    }
    return NumberReader(bytes: bytes, isBigEndian: isBigEndian).number(at: offset, size: size)
  }
}

private struct NumberReader {
  let bytes: ArraySlice<UInt8>
  let isBigEndian: Bool

  func number(at offset: Int, size: Int) -> Int {
    let first = bytes.startIndex + offset
    return (0..<size).reduce(0) { sum, index in
      let byte = bytes[isBigEndian ? first + index : first + size - 1 - index]
      return sum << 8 | Int(byte)
    }
  }
}
