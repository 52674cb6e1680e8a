/// What the headers of a JPEG say.
struct JPEGFrame {
  /// The picture as it is stored.
  let stored: ImageInfo
  /// How it has to be turned to be looked at.
  let orientation: Orientation

  var info: ImageInfo { stored.oriented(orientation) }
}

/// Walks the marker segments of a JPEG (ISO/IEC 10918-1, annex B).
enum JPEGMarkers {
  /// What the frame header says, and how the picture has to be turned.
  static func frame(of bytes: [UInt8]) throws(ImageCodecError) -> JPEGFrame {
    var index = 2
    var orientation: Orientation?
    while true {
      let marker = try nextMarker(from: &index, of: bytes)
      switch marker {
      case 0xD9: throw .truncated("the JPEG ends before its frame header")
      case 0xDA: throw .corrupt("JPEG data before the frame header")
      case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(marker):
        let segment = try segment(at: index, of: bytes)
        return JPEGFrame(
          stored: try stored(bytes[segment]), orientation: orientation ?? .upright)
      case 0xE1:
        let segment = try segment(at: index, of: bytes)
        // Of several blocks the first counts, as it does elsewhere.
        orientation = orientation ?? JPEGExif.orientation(in: bytes[segment].dropFirst(2))
        index = segment.upperBound
      default:
        index = try segment(at: index, of: bytes).upperBound
      }
    }
  }

  private static func stored(_ segment: ArraySlice<UInt8>) throws(ImageCodecError) -> ImageInfo {
    guard segment.count >= 8 else { throw .corrupt("a JPEG frame header of \(segment.count)") }
    let frame = Array(segment.dropFirst(2))
    guard frame[0] == 8 else { throw .unsupported("JPEG samples of \(frame[0]) bits") }
    guard [1, 3, 4].contains(frame[5]) else {
      throw .unsupported("\(frame[5]) samples a pixel in a JPEG")
    }
    return ImageInfo(
      format: .jpeg, width: frame.bigEndian16(at: 3), height: frame.bigEndian16(at: 1),
      channels: Int(frame[5]), bitDepth: 8)
  }

  /// The most scans of a file; progressive ones have about ten.
  ///
  /// Each goes over the whole picture, however little it adds.
  static let mostScans = 64

  /// Finds the end marker, or throws that the file is truncated or has too many scans.
  ///
  /// TurboJPEG reports only its first warning, so a premature end after another oddity would go
  /// unnoticed without this.
  static func checkScans(of bytes: [UInt8]) throws(ImageCodecError) {
    var index = 2
    var scans = 0
    while true {
      let marker = try nextMarker(from: &index, of: bytes)
      if marker == 0xDA { scans += 1 }
      guard scans <= mostScans else { throw .unsupported("more than \(mostScans) JPEG scans") }
      switch marker {
      case 0xD9: return
      case 0x00, 0x01, 0xD0...0xD7: continue
      default: index = try segment(at: index, of: bytes).upperBound
      }
    }
  }

  /// The byte after the next run of FF, with the index set behind it; bytes in between are skipped.
  private static func nextMarker(
    from index: inout Int, of bytes: [UInt8]
  ) throws(ImageCodecError) -> UInt8 {
    while index < bytes.count && bytes[index] != 0xFF { index += 1 }
    while index < bytes.count && bytes[index] == 0xFF { index += 1 }
    guard index < bytes.count else {
      throw .truncated("no JPEG end marker within \(bytes.count) bytes")
    }
    index += 1
    return bytes[index - 1]
  }

  private static func segment(
    at index: Int, of bytes: [UInt8]
  ) throws(ImageCodecError) -> Range<Int> {
    guard index + 2 <= bytes.count, index + bytes.bigEndian16(at: index) <= bytes.count else {
      throw .truncated("a JPEG segment at byte \(index) of \(bytes.count) is cut off")
    }
    return index..<index + max(2, bytes.bigEndian16(at: index))
  }
}
