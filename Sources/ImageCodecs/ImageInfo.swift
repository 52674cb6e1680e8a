/// What the header of a picture file says.
public struct ImageInfo: Codable, Sendable, Hashable {
  /// The kind of file.
  public var format: ImageFormat
  /// The number of columns, in pixels, once the picture is turned as its file asks for.
  public var width: Int
  /// The number of rows, in pixels, once the picture is turned as its file asks for.
  public var height: Int
  /// The samples stored for each pixel: 1 for grey or palette, 3 for colour, 4 for CMYK; one more
  /// with transparency.
  public var channels: Int
  /// The bits of one stored sample: 1, 2, 4, 8 or 16.
  public var bitDepth: Int

  /// How many pages the file has; 1 where the format has no pages.
  public var pages: Int

  /// Makes a description from its parts.
  public init(
    format: ImageFormat, width: Int, height: Int, channels: Int, bitDepth: Int, pages: Int = 1
  ) {
    self.format = format
    self.width = width
    self.height = height
    self.channels = channels
    self.bitDepth = bitDepth
    self.pages = pages
  }
}

extension ImageInfo {
  /// Reads a stored description; one that says nothing about pages has one.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      format: try values.decode(ImageFormat.self, forKey: .format),
      width: try values.decode(Int.self, forKey: .width),
      height: try values.decode(Int.self, forKey: .height),
      channels: try values.decode(Int.self, forKey: .channels),
      bitDepth: try values.decode(Int.self, forKey: .bitDepth),
      pages: try values.decodeIfPresent(Int.self, forKey: .pages) ?? 1)
  }
}
