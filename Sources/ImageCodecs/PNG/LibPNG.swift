import CPNG

/// libpng's simplified interface, called here only; no pointer leaves this file.
enum LibPNG {
  /// Samples as the file has them: palettes looked up, transparency as the last channel.
  enum Samples {
    case bytes([UInt8], channels: Int)
    /// 16-bit samples, colour already multiplied by its opacity.
    case words([UInt16], channels: Int)
  }

  static func decode(_ png: [UInt8], info: ImageInfo) throws(ImageCodecError) -> Samples {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    defer { png_image_free(&image) }
    return try png.withUnsafeBufferPointer { (bytes) throws(ImageCodecError) in
      guard png_image_begin_read_from_memory(&image, bytes.baseAddress, bytes.count) != 0 else {
        throw .corrupt(message(of: image))
      }
      guard Int(image.width) == info.width && Int(image.height) == info.height else {
        throw .corrupt("two PNG headers")
      }
      image.format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA
      let channels =
        (image.format & PNG_FORMAT_FLAG_COLOR == 0 ? 1 : 3)
        + (image.format & PNG_FORMAT_FLAG_ALPHA == 0 ? 0 : 1)
      guard info.bitDepth == 16 else {
        return .bytes(try finish(&image, filling: channels, of: info), channels: channels)
      }
      // libpng garbles interlaced 16-bit pictures when it makes 8 bits of them. Without a gamma
      // chunk it takes 16 bits for linear light, so asking for that leaves them as they are.
      image.format |= PNG_FORMAT_FLAG_LINEAR
      return .words(try finish(&image, filling: channels, of: info), channels: channels)
    }
  }

  /// Reads the rows into samples that are as wide as the format asked for.
  private static func finish<Sample: FixedWidthInteger>(
    _ image: inout png_image, filling channels: Int, of info: ImageInfo
  ) throws(ImageCodecError) -> [Sample] {
    let count = info.width * info.height * channels
    var succeeded = false
    let samples = [Sample](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      buffer.initialize(repeating: 0)
      succeeded = png_image_finish_read(&image, nil, buffer.baseAddress, 0, nil) != 0
      initializedCount = count
    }
    guard succeeded else { throw .corrupt(message(of: image)) }
    return samples
  }

  static func encode(
    width: Int, height: Int, samples: [UInt8], isColor: Bool
  ) throws(ImageCodecError) -> [UInt8] {
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    image.width = png_uint_32(width)
    image.height = png_uint_32(height)
    image.format = isColor ? PNG_FORMAT_FLAG_COLOR : 0
    defer { png_image_free(&image) }
    // What deflate can at worst make of the rows, and the chunks around 8 KiB of it each.
    let raw = height * (1 + width * (isColor ? 3 : 1))
    let most = raw + raw / 8 + raw / 64 + 1024
    var succeeded = false
    let png = [UInt8](unsafeUninitializedCapacity: most) { buffer, initializedCount in
      var byteCount: png_alloc_size_t = png_alloc_size_t(most)
      succeeded =
        png_image_write_to_memory(&image, buffer.baseAddress, &byteCount, 0, samples, 0, nil) != 0
      initializedCount = succeeded ? Int(byteCount) : 0
    }
    guard succeeded else { throw .encodingFailed(message(of: image)) }
    return Array(png[...])
  }

  private static func message(of image: png_image) -> String {
    withUnsafeBytes(of: image.message) {
      "libpng: " + String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
