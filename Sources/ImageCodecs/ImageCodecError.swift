/// Why bytes did not become a picture, or a picture did not become bytes.
///
/// Every case is a property of the input: trying again gives the same error.
public enum ImageCodecError: Error, Hashable, Sendable, Codable {
  /// The bytes begin like no format that can be read.
  case notAnImage
  /// The file ends early; the text says where.
  case truncated(String)
  /// The file has more bytes than the limit.
  case tooManyBytes(Int, limit: Int)
  /// The header claims more pixels than the limits allow.
  case tooLarge(width: Int, height: Int, limits: ImageLimits)
  /// The bytes contradict themselves or the format.
  case corrupt(String)
  /// The file is valid but uses a part of the format that is not read here.
  case unsupported(String)
  /// The file has fewer pages than were asked for; pages are counted from 0.
  case noSuchPage(Int, pages: Int)
  /// The picture or the setting cannot be written in the format.
  case encodingFailed(String)
}

extension ImageCodecError: CustomStringConvertible {
  /// What is wrong, with the value, and what can be done.
  public var description: String {
    switch self {
    case .notAnImage:
      "not a picture that can be read; give a PNG, JPEG or TIFF file"
    case .truncated(let detail):
      "the picture file ends early (\(detail)); copy or scan it again"
    case .tooManyBytes(let count, let limit):
      "the file has \(count) bytes, more than the \(limit) allowed; "
        + "save it with fewer pixels or stronger compression"
    case .tooLarge(let width, let height, let limits):
      "the picture claims \(width) x \(height) pixels, more than the limit of "
        + "\(limits.maxSide) a side and \(limits.maxPixels) in all; scan it at a lower resolution"
    case .corrupt(let detail):
      "the picture file is damaged (\(detail)); copy or scan it again"
    case .unsupported(let detail):
      "the picture file uses \(detail), which is not read; save it as an ordinary PNG or JPEG"
    case .noSuchPage(let page, let pages):
      "the picture file has no page with index \(page); ask for one up to \(pages - 1)"
    case .encodingFailed(let detail):
      "the picture cannot be written: \(detail)"
    }
  }
}
