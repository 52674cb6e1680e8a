/// The kinds of picture file that can be read, told by their first bytes and never by a name.
public enum ImageFormat: String, Codable, Sendable, Hashable, CaseIterable {
  /// Portable Network Graphics (ISO/IEC 15948).
  case png
  /// JPEG (ISO/IEC 10918-1), with or without a JFIF or Exif wrapper.
  case jpeg
}

extension ImageFormat {
  /// The bytes with which every file of the format begins.
  var signature: [UInt8] {
    switch self {
    case .png: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    case .jpeg: [0xFF, 0xD8, 0xFF]
    }
  }
}
