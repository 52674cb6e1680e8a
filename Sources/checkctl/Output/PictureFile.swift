import CheckActions
import CheckImaging
import Foundation
import ImageCodecs

/// Pictures that a command was asked to read or write.
enum PictureFile {
  /// Reads a picture as the reader sees it.
  ///
  /// - Throws: What is wrong with the file, or with the picture in it.
  static func open(_ file: String) throws -> GrayImage {
    let limits = ImageLimits.standard
    let bytes = try LocalFile.read(file, limit: limits.maxBytes)
    return try Normaliser.normalise(bytes, limits: limits)
  }

  /// Writes a picture as PNG, replacing what is there.
  ///
  /// - Throws: ``CommandFailure`` when the file cannot be written.
  static func write(_ picture: ColorImage, to file: String) throws {
    let bytes = try PNGCodec.encode(picture)
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw CommandFailure("cannot write \(file): see that its folder is there and writable")
    }
  }
}
