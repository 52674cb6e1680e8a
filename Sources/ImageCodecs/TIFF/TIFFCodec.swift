import CheckImaging

/// Writes TIFF files as banks exchange them; they are read by ``ImageDecoder``.
public enum TIFFCodec {
  /// The resolutions that image exchange knows, in pixels of an inch.
  public static let exchangeResolutions = [200, 240]

  /// The most pixels along one side.
  public static let maxSide = 65_500

  /// Writes a black and white TIFF as X9.100-181 has it.
  ///
  /// That is one page of one strip in Group 4 compression, little-endian, with white as 0 and the
  /// same resolution both ways. The same picture gives the same bytes with the same version of
  /// libtiff.
  ///
  /// ```swift
  /// let bitonal = BinaryImage(gray, upTo: 127)
  /// let bytes = try TIFFCodec.encodeGroup4(bitonal, dpi: 240)
  /// ```
  ///
  /// - Parameters:
  ///   - image: The picture, with 1 for ink.
  ///   - dpi: One of ``exchangeResolutions``.
  public static func encodeGroup4(
    _ image: BinaryImage, dpi: Int = 200
  ) throws(ImageCodecError) -> [UInt8] {
    try encodeGroup4(pages: [image], dpi: dpi)
  }

  /// Writes both sides of a check into one file, as scanners do: the front, then the rear.
  ///
  /// Each page is as ``encodeGroup4(_:dpi:)`` writes it. Image exchange wants each side in a file
  /// of its own.
  ///
  /// - Parameters:
  ///   - pages: The pictures, with 1 for ink; at least one.
  ///   - dpi: One of ``exchangeResolutions``.
  public static func encodeGroup4(
    pages: [BinaryImage], dpi: Int = 200
  ) throws(ImageCodecError) -> [UInt8] {
    guard exchangeResolutions.contains(dpi) else {
      throw .encodingFailed("\(dpi) pixels of an inch; scale it to 200 or 240")
    }
    guard !pages.isEmpty else { throw .encodingFailed("a TIFF without a page; give one or more") }
    for page in pages where max(page.width, page.height) > maxSide {
      throw .encodingFailed(
        "\(page.width) x \(page.height) pixels; a TIFF side has at most \(maxSide)")
    }
    return try LibTIFF.encodeGroup4(pages, dpi: dpi)
  }

  static func decodeGray(_ bytes: [UInt8], page: TIFFPage) throws(ImageCodecError) -> GrayImage {
    let blocks = try TIFFBlocks(page, fileCount: bytes.count)
    let essential = try TIFFEssential.page(page, blocks, of: bytes)
    let grays = try TIFFGrays(page)
    var canvas = [UInt8](repeating: 255, count: page.width * page.height)
    try LibTIFF.unpack(essential, page, blocks) { position, rows, block in
      let left = position % blocks.across * blocks.width
      let top = position / blocks.across * blocks.height
      let columns = min(blocks.width, page.width - left)
      for row in 0..<min(rows, page.height - top) {
        let first = (top + row) * page.width + left
        let starts = (0..<blocks.planes).map { ($0 * rows + row) * blocks.rowBytes }
        grays.convert(block, rowsAt: starts, into: &canvas, first..<first + columns)
      }
    }
    return GrayImage(width: page.width, height: page.height, pixels: canvas)
      .oriented(page.orientation)
  }
}
