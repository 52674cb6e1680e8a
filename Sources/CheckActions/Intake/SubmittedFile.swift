import ImageCodecs

/// A file as it was submitted.
enum SubmittedFile {
  /// Reads the whole file, or tells that it has more bytes than are taken.
  static func read(
    _ file: String, _ limits: ImageLimits
  ) throws(ActionFailure) -> Result<[UInt8], ImageCodecError> {
    do {
      return .success(try LocalFile.read(file, limit: limits.maxBytes))
    } catch .tooLarge(let bytes, let limit) {
      return .failure(.tooManyBytes(bytes, limit: limit))
    } catch {
      throw .unreadable(file: file, reason: error.description)
    }
  }
}
