import ImageCodecs

/// A file as it was submitted.
enum SubmittedFile {
  /// Reads the whole file.
  static func read(_ file: String, _ limits: ImageLimits) throws(ActionFailure) -> [UInt8] {
    do {
      return try LocalFile.read(file, limit: limits.maxBytes)
    } catch {
      throw .unreadable(file: file, reason: error.description)
    }
  }
}
