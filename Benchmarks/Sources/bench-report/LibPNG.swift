import CLibPNG
import Foundation

/// libpng alone: the baseline of everything that has to decode a picture.
enum LibPNG {
  struct Failure: Error {
    var file: String
  }

  /// Reads a file and decodes it to 8-bit grey; gives the number of pixels.
  @discardableResult
  static func decode(file: String) throws -> Int {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: file)))
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    defer { png_image_free(&image) }
    return try bytes.withUnsafeBufferPointer { bytes in
      guard png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0 else {
        throw Failure(file: file)
      }
      image.format = 0
      let count = Int(image.width) * Int(image.height)
      var succeeded = false
      let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
        buffer.initialize(repeating: 0)
        succeeded = png_image_finish_read(&image, nil, buffer.baseAddress, 0, nil) != 0
        initializedCount = count
      }
      guard succeeded else { throw Failure(file: file) }
      return pixels.count
    }
  }

  /// Decodes each file once on all cores, and gives the time it took.
  static func decodeAll(_ files: [String]) async throws -> Duration {
    let start = ContinuousClock.now
    try await Cores.each(files.indices) { try decode(file: files[$0]) }
    return start.duration(to: .now)
  }
}
