import ArgumentParser
import CheckImaging
import ImageCodecs

/// What may happen to a picture on its way that must not change what is read.
enum Variant: String, ExpressibleByArgument, CaseIterable {
  case none, turned, sideways, smaller, larger, cropped, jpeg

  func applied(to image: GrayImage) throws -> GrayImage {
    switch self {
    case .none: return image
    case .turned: return image.rotatedBy180()
    case .sideways: return image.rotated(quarterTurns: 1)
    case .smaller: return image.scaled(by: 0.7)
    case .larger: return image.scaled(by: 1.5)
    case .cropped: return image.cropped(by: 0.01)
    case .jpeg:
      return try ImageDecoder.decodeGray(JPEGCodec.encode(image, quality: 80))
    }
  }
}

extension GrayImage {
  fileprivate func scaled(by factor: Double) -> GrayImage {
    resized(
      width: max(Int((Double(width) * factor).rounded()), 1),
      height: max(Int((Double(height) * factor).rounded()), 1))
  }

  /// Without a share of its width at each side, and as many pixels at top and bottom.
  fileprivate func cropped(by share: Double) -> GrayImage {
    let border = Int((Double(width) * share).rounded())
    guard height > 2 * border + 1 else { return self }
    let kept = (border..<height - border).flatMap { row in
      pixels[row * width + border..<(row + 1) * width - border]
    }
    return GrayImage(width: width - 2 * border, height: height - 2 * border, pixels: kept)
  }
}
