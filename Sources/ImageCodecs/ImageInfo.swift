/// What the header of a picture file says.
public struct ImageInfo: Codable, Sendable, Hashable {
  /// The kind of file.
  public var format: ImageFormat
  /// The number of columns, in pixels.
  public var width: Int
  /// The number of rows, in pixels.
  public var height: Int
  /// The samples stored for each pixel: 1 for grey or palette, 3 for colour, 4 with transparency
  /// or for CMYK.
  public var channels: Int
  /// The bits of one stored sample: 1, 2, 4, 8 or 16.
  public var bitDepth: Int

  /// Makes a description from its parts.
  public init(format: ImageFormat, width: Int, height: Int, channels: Int, bitDepth: Int) {
    self.format = format
    self.width = width
    self.height = height
    self.channels = channels
    self.bitDepth = bitDepth
  }
}
