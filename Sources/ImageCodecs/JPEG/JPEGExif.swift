/// The orientation in the Exif block of a JPEG.
enum JPEGExif {
  private static let prefix = Array("Exif".utf8) + [0, 0]

  /// The orientation that an application segment states; `nil` when it is not Exif.
  ///
  /// A damaged block says nothing: the pixels are good without it, and other programs show them
  /// as they are stored.
  static func orientation(in segment: ArraySlice<UInt8>) -> Orientation? {
    guard segment.starts(with: prefix) else { return nil }
    do throws(ImageCodecError) {
      let exif = try TIFFBytes(segment.dropFirst(prefix.count))
      let directory = try TIFFDirectory(at: exif.firstDirectory, of: exif)
      return Orientation(rawValue: try directory.number(.orientation) ?? 1) ?? .upright
    } catch {
      return .upright
    }
  }
}
