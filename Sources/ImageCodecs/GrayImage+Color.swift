import CheckImaging

extension GrayImage {
  /// The luma of a colour picture: what ``ImageDecoder/decodeGray(_:page:limits:)`` gives for a PNG
  /// of it.
  public init(lumaOf image: ColorImage) {
    let pixels = PNGGrays.of(image.samples, channels: 3)
    self.init(width: image.width, height: image.height, pixels: pixels)
  }
}
