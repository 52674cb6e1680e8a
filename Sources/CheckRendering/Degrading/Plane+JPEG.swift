import CheckImaging
import ImageCodecs

extension Plane {
  /// The plane after a JPEG file of a quality has been made of it and read again.
  func throughJPEG(quality: Int) -> Plane {
    let image = GrayImage(width: width, height: height, pixels: samples)
    // A picture too large for a JPEG has never been through one.
    guard let bytes = try? JPEGCodec.encode(image, quality: max(1, min(100, quality))),
      let decoded = try? ImageDecoder.decodeGray(bytes)
    else { return self }
    return Plane(width: width, height: height, samples: decoded.pixels)
  }
}
