import CheckImaging

/// How a stored picture has to be turned to be looked at: tag 274 of TIFF 6.0 and of Exif.
///
/// The raw value says where the first stored row and the first stored column belong.
enum Orientation: Int, CaseIterable {
  /// First row on top, first column on the left.
  case upright = 1
  case mirrored
  case upsideDown
  case upsideDownMirrored
  /// From here on rows become columns.
  case transposed
  case turnedLeft
  case transverse
  case turnedRight

  var exchangesSides: Bool { rawValue >= 5 }
}

extension ImageInfo {
  /// The description of the picture after it was turned.
  func oriented(_ orientation: Orientation) -> ImageInfo {
    var info = self
    if orientation.exchangesSides { swap(&info.width, &info.height) }
    return info
  }
}

extension GrayImage {
  /// Turns a picture as it is stored into one as it is looked at.
  func oriented(_ orientation: Orientation) -> GrayImage {
    let right = width - 1
    let bottom = (height - 1) * width
    // Where the first pixel of the result is, and how far it is to the next one to the right and
    // the next one below.
    let (first, stepX, stepY) =
      switch orientation {
      case .upright: (0, 1, width)
      case .mirrored: (right, -1, width)
      case .upsideDown: (bottom + right, -1, -width)
      case .upsideDownMirrored: (bottom, 1, -width)
      case .transposed: (0, width, 1)
      case .turnedLeft: (bottom, -width, 1)
      case .transverse: (bottom + right, -width, -1)
      case .turnedRight: (right, width, -1)
      }
    guard orientation != .upright else { return self }
    let newWidth = orientation.exchangesSides ? height : width
    let newHeight = orientation.exchangesSides ? width : height
    let turned = pixels.withUnsafeBufferPointer { pixels in
      [UInt8](unsafeUninitializedCapacity: pixels.count) { result, initializedCount in
        var index = 0
        for y in 0..<newHeight {
          var from = first &+ y &* stepY
          for _ in 0..<newWidth {
            result.initializeElement(at: index, to: pixels[from])
            from &+= stepX
            index &+= 1
          }
        }
        initializedCount = pixels.count
      }
    }
    return GrayImage(width: newWidth, height: newHeight, pixels: turned)
  }
}
