import Hashing
import ImageCodecs

/// A file as it was submitted.
struct SubmittedFile {
  var path: String
  /// The SHA-256 of its bytes, in hexadecimal, where it is known.
  var checksum: String?

  /// Reads the whole file, or tells that it has more bytes than are taken.
  ///
  /// - Throws: ``ActionFailure/unreadable(file:reason:)``, also when the file is not the one that was
  ///   submitted: a damaged store is no fault of the depositor's.
  func read(_ limits: ImageLimits) throws(ActionFailure) -> Result<[UInt8], ImageCodecError> {
    let bytes: [UInt8]
    do {
      bytes = try LocalFile.read(path, limit: limits.maxBytes)
    } catch .tooLarge(let bytes, let limit) {
      return .failure(.tooManyBytes(bytes, limit: limit))
    } catch {
      throw .unreadable(file: path, reason: error.description)
    }
    if let checksum, SHA256.hash(bytes).hexadecimal != checksum {
      throw .unreadable(file: path, reason: "its bytes are not those that were submitted")
    }
    return .success(bytes)
  }
}
