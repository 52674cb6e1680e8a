/// The directories of a TIFF that are pages.
enum TIFFPages {
  /// The most directories a file may have.
  ///
  /// A check has two sides; some scanners add thumbnails.
  static let most = 16

  /// The page with a number counted from 0.
  static func page(_ number: Int, of bytes: [UInt8]) throws(ImageCodecError) -> TIFFPage {
    let pages = try all(of: bytes)
    guard pages.indices.contains(number) else {
      throw .noSuchPage(number, pages: pages.count)
    }
    return try TIFFPage(pages[number], pages: pages.count)
  }

  /// The pages in order, without the thumbnails and masks that may stand between them.
  static func all(of bytes: [UInt8]) throws(ImageCodecError) -> [TIFFDirectory] {
    let file = try TIFFBytes(bytes[...])
    var directories: [TIFFDirectory] = []
    var seen: Set<Int> = []
    var offset = file.firstDirectory
    while offset != 0 {
      guard seen.insert(offset).inserted else {
        throw .corrupt("the TIFF directories form a loop at byte \(offset)")
      }
      guard directories.count < most else {
        throw .unsupported("a TIFF of more than \(most) pages")
      }
      let directory = try TIFFDirectory(at: offset, of: file)
      directories.append(directory)
      offset = directory.next
    }
    var pages: [TIFFDirectory] = []
    for directory in directories {
      let isReducedOrMask = try (directory.number(.subfileType) ?? 0) & 0b101 != 0
      if !isReducedOrMask { pages.append(directory) }
    }
    guard !directories.isEmpty else { throw .corrupt("a TIFF without a page") }
    return pages.isEmpty ? [directories[0]] : pages
  }
}
