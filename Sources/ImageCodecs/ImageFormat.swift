/// The kinds of picture file that can be read, told by their first bytes and never by a name.
public enum ImageFormat: String, Codable, Sendable, Hashable, CaseIterable {
  /// Portable Network Graphics (ISO/IEC 15948).
  case png
  /// JPEG (ISO/IEC 10918-1), with or without a JFIF or Exif wrapper.
  case jpeg
  /// TIFF 6.0, of one page or several.
  case tiff
}

extension ImageFormat {
  /// The bytes with one of which every file of the format begins.
  var signatures: [[UInt8]] {
    switch self {
    case .png: [PNGHeader.signature]
    case .jpeg: [[0xFF, 0xD8, 0xFF]]
    // The last of each byte order is BigTIFF, which is told apart when it is read.
    case .tiff:
      [
        [0x49, 0x49, 42, 0], [0x4D, 0x4D, 0, 42], [0x49, 0x49, 43, 0], [0x4D, 0x4D, 0, 43],
      ]
    }
  }
}
