/// Where the strips or tiles of a page are, all of them inside the file.
struct TIFFBlocks {
  let isTiled: Bool
  /// The columns and rows of one strip or tile.
  let width: Int
  let height: Int
  /// How many there are side by side, and below each other.
  let across: Int
  let down: Int
  /// 1, or the number of channels when each is stored by itself.
  let planes: Int
  /// The bytes of one row of one strip or tile, unpacked.
  let rowBytes: Int
  /// Where the packed bytes of each are.
  private(set) var ranges: [Range<Int>] = []

  /// How far a byte of each compression goes at best; of a fax a bit may be a row.
  private static let mostBytesOutOfOne = [1: 1, 5: 4096, 8: 1032, 32946: 1032, 32773: 64]

  /// The most unpacked bytes of a strip or tile, of all planes.
  ///
  /// Eight for each pixel of the largest picture, which is what a PNG of it takes at most.
  static let mostBlockBytes = 8 * ImageLimits.standard.maxPixels

  /// The strips or tiles of one plane.
  var positions: Int { across * down }

  init(_ page: TIFFPage, fileCount: Int) throws(ImageCodecError) {
    let directory = page.directory
    isTiled = directory.count(.tileWidth) > 0
    planes = page.isPlanar ? page.channels : 1
    if isTiled {
      width = try directory.required(.tileWidth)
      height = try directory.required(.tileHeight)
      guard Self.isSane(width, of: page.width), Self.isSane(height, of: page.height) else {
        throw .corrupt("TIFF tiles of \(width) x \(height) for \(page.width) x \(page.height)")
      }
    } else {
      width = page.width
      height = min(try directory.number(.rowsPerStrip) ?? page.height, page.height)
      guard height > 0 else { throw .corrupt("TIFF strips without rows") }
    }
    across = (page.width + width - 1) / width
    down = (page.height + height - 1) / height
    rowBytes = (width * (page.isPlanar ? 1 : page.channels) * page.bitDepth + 7) / 8
    let blockBytes = rowBytes * height * planes
    guard blockBytes <= Self.mostBlockBytes else {
      throw .unsupported("\(isTiled ? "tiles" : "strips") of \(blockBytes) bytes in a TIFF")
    }
    ranges = try ranges(page, fileCount)
  }

  /// The rows that the strip or tile at a position really has.
  func rows(at position: Int, of page: TIFFPage) -> Int {
    isTiled ? height : min(height, page.height - position / across * height)
  }

  /// Tiles are at most as large as the picture, except that small pictures have tiles too.
  private static func isSane(_ tile: Int, of side: Int) -> Bool {
    tile > 0 && tile % 16 == 0 && tile <= max((side + 15) / 16 * 16, 1024)
  }

  private func ranges(
    _ page: TIFFPage, _ fileCount: Int
  ) throws(ImageCodecError) -> [Range<Int>] {
    let directory = page.directory
    let number = positions * planes
    let offsets = try directory.numbers(isTiled ? .tileOffsets : .stripOffsets, count: number)
    guard let offsets else { throw .corrupt("a TIFF that does not say where its pixels are") }
    let counts = try directory.numbers(
      isTiled ? .tileByteCounts : .stripByteCounts, count: number)
    // Only old writers leave the counts out, and only of one strip.
    guard counts != nil || number == 1 else { throw .corrupt("a TIFF without byte counts") }
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(number)
    var sum = 0
    let mostOutOfOne = Self.mostBytesOutOfOne[page.compression] ?? rowBytes * 8
    for index in 0..<number {
      var count = counts?[index] ?? max(0, fileCount - offsets[index])
      let unpacked = rowBytes * rows(at: index % positions, of: page)
      guard unpacked / mostOutOfOne <= count else {
        throw .truncated("block \(index) has \(count) bytes for \(unpacked) unpacked ones")
      }
      if page.compression == 1 { count = min(count, unpacked) }
      guard count > 0, offsets[index] <= fileCount - count else {
        throw .truncated("block \(index) has \(count) bytes at \(offsets[index]) of \(fileCount)")
      }
      sum += count
      ranges.append(offsets[index]..<offsets[index] + count)
    }
    // A few bytes that are the data of thousands of strips would be unpacked as often.
    guard sum <= fileCount else { throw .corrupt("TIFF strips or tiles that overlap") }
    return ranges
  }
}
