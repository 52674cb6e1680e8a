import Foundation

/// An image as it is submitted: a file, or bytes in memory.
///
/// The same bytes are the same image either way: they have the same limit of size, the same
/// idempotency key, the same duplicates and the same outcome. The pipeline keeps its own copy under
/// the hash of the bytes, and needs neither the file nor its path once the check is stored.
public enum SubmittedImage: Sendable, Hashable, CustomStringConvertible {
  /// The path of a file, which is read when it is submitted.
  case file(String)
  /// The bytes of an image, such as an upload, and a file name of 1 to 255 bytes without slashes.
  ///
  /// The name is a label, and no file is opened or made by it.
  case bytes([UInt8], name: String)

  /// The file name: the name of the bytes, or the last component of the path.
  ///
  /// That of the front image becomes the check's ``CheckRecord/frontName``, which lists, reports and
  /// receipts show; that of the rear image is not stored.
  public var name: String {
    switch self {
    case .file(let path): (path as NSString).lastPathComponent
    case .bytes(_, let name): name
    }
  }

  /// The path of the file or the name of the bytes, as errors name the image.
  public var description: String {
    switch self {
    case .file(let path): path
    case .bytes(_, let name): name
    }
  }

  /// The longest name of bytes, which is the longest name of a file.
  static let longestName = 255
}
