import CheckImaging

/// Reads the E-13B line of a check.
public struct MICRReader: Sendable {
  /// Pictures are shrunk to this many pixels on their long side before the line is sought.
  static let longSide = 2200

  private let templates: TemplateSets
  private let locator = LineLocator()

  /// Prepares the reader's templates; costly enough to keep.
  public init() {
    templates = TemplateSets()
  }

  /// Reads the line on a picture of any size and either way up.
  public func read(_ image: GrayImage) -> MICRReading {
    let small = image.limited(toLongSide: Self.longSide)
    let line = LineSearch(small, templates: templates, locator: locator).best()
    let scale = Double(image.width) / Double(small.width)
    return MICRReading(line, scale: scale, image: image)
  }
}
