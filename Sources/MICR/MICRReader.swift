import CheckImaging

/// Reads the E-13B line of a check.
///
/// The reader finds the line wherever it is on the picture, upright, upside down or turned by a
/// quarter, skewed by a few degrees, dark on light or light on dark:
///
/// ```swift
/// let reading = MICRReader().read(picture)
/// if reading.status == .sure {
///   print(reading.fields?.routing ?? "no routing number")
/// }
/// ```
///
/// It works in four steps, each with a folder of its own: *locating* turns pixels into rows of marks
/// that may be a line, *segmenting* straightens such a row and finds the characters in it,
/// comparing them with the *glyphs*, and *fields* takes the line apart by its symbols.
///
/// It does not read CMC-7, other fonts or handwriting.
public struct MICRReader: Sendable {
  /// Pictures are shrunk to this many pixels on their long side before the line is sought.
  static let longSide = 2200

  private let templates: TemplateSets
  private let formats: LineFormats
  private let locator = LineLocator()

  /// Prepares the reader's templates, which takes some milliseconds: keep a reader for further
  /// pictures.
  ///
  /// - Parameter formats: The formats that lines are taken apart by, and that say which lines lack
  ///   nothing.
  public init(formats: LineFormats = .standard) {
    templates = TemplateSets()
    self.formats = formats
  }

  /// Reads the line on a picture of any size, whichever way up it lies.
  ///
  /// The time is bounded: large pictures are shrunk, and only the likeliest rows are tried.
  ///
  /// - Parameter image: The picture; a character should be at least 10 pixels high.
  /// - Returns: What was seen, with boxes in pixels of `image`. A picture without a line gives the
  ///   status ``MICRReading/Status/noLine``, and a line with anything doubtful about it
  ///   ``MICRReading/Status/unsure`` with the doubts.
  public func read(_ image: GrayImage) -> MICRReading {
    let small = image.limited(toLongSide: Self.longSide)
    var patches = SearchedPatches()
    let line = LineSearch(small, templates: templates, formats: formats, locator: locator).best(
      keeping: &patches)
    if line?.isBeyondDoubt != true,
      let sideways = SidewaysSearch(small, templates: templates, formats: formats, locator: locator)
        .best(of: patches, betterThan: line)
    {
      return Self.reading(ofTurned: sideways, scale: scale(of: image, small), image: image)
    }
    return MICRReading(line, scale: scale(of: image, small), image: image)
  }

  private func scale(of image: GrayImage, _ small: GrayImage) -> Double {
    Double(image.width) / Double(small.width)
  }

  /// What was found on the picture turned clockwise by a quarter, in pixels of the picture given.
  private static func reading(
    ofTurned line: FoundLine, scale: Double, image: GrayImage
  ) -> MICRReading {
    var reading = MICRReading(line, scale: scale, image: image.rotated(quarterTurns: 1))
    for index in reading.characters.indices {
      reading.characters[index].box = reading.characters[index].box
        .rotated(quarterTurns: 3, width: image.height, height: image.width)
    }
    return reading
  }
}
