import CheckActions
import CheckImaging
import Foundation
import ImageCodecs

/// Pictures that a command was asked to read.
enum PictureFile {
  /// Reads a picture as the reader sees it.
  ///
  /// - Throws: What is wrong with the file, or with the picture in it.
  static func open(_ file: String) throws -> GrayImage {
    let limits = ImageLimits.standard
    return try Normaliser.normalise(bytes(file, limit: limits.maxBytes), limits: limits)
  }

  /// Reads the image of a check as the reader sees it.
  ///
  /// - Throws: What is wrong with its bytes, or with the picture in them.
  static func open(_ image: ImageReference) throws -> GrayImage {
    let limits = ImageLimits.standard
    return try Normaliser.normalise(image.read(limit: limits.maxBytes), limits: limits)
  }

  /// Reads a file of at most `limit` bytes.
  ///
  /// - Throws: What is wrong with it, and what to do.
  static func bytes(_ file: String, limit: Int) throws -> [UInt8] {
    do {
      return try LocalFile.read(file, limit: limit)
    } catch .tooLarge(let bytes, let limit) {
      throw ImageCodecError.tooManyBytes(bytes, limit: limit)
    } catch {
      throw CommandFailure(error.advice("name a picture, or a folder of pictures"))
    }
  }
}

extension LocalFile.Failure {
  /// What is wrong with a file that was to be read, and what to do; where it is no file, as said.
  func advice(_ otherwise: String) -> String {
    switch self {
    case .notRegular: "it is not a file; \(otherwise)"
    case .system(_, ENOENT): "there is no such file; see that its name is right"
    case .system(_, EACCES): "it may not be read; see that its permissions let you"
    case .tooLarge: "\(self); \(otherwise)"
    case .system: "it cannot be read: \(self); see that its disk is well"
    }
  }
}
