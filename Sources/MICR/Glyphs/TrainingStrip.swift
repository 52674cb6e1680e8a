import CheckImaging

/// A straightened line of a picture whose geometry is known, for fitting the glyph network.
@_spi(Training) public struct TrainingStrip {
  private let strip: Strip
  private let classifier: StripClassifier

  /// The numbers of a window.
  public static let windowSize = GlyphTemplates.size
  /// The characters, in the order of the network's outputs; one more output stands for none.
  public static let characters = GlyphTemplates.characters

  /// The numbers of units of the network's layers, from the window to the outputs.
  public static let networkSizes = GlyphNetwork.sizes

  /// Straightens a line.
  ///
  /// - Parameters:
  ///   - image: The picture.
  ///   - middle: The height of the line's middle at its centre column, in pixels.
  ///   - slope: How many pixels the line falls for each column.
  ///   - bend: How far the line's ends lie below a straight line, in pixels.
  ///   - moduleWidth: The width of a module in pixels.
  ///   - moduleHeight: The height of a module in pixels.
  public init(
    _ image: GrayImage, middle: Double, slope: Double, bend: Double, moduleWidth: Double,
    moduleHeight: Double
  ) {
    let half = Double(image.width) / 2
    let geometry = LineGeometry(
      center: Polynomial(middle, slope * half, bend), moduleHeight: Polynomial(moduleHeight),
      moduleWidth: Polynomial(moduleWidth), origin: half, span: half,
      fitted: 0...Double(image.width))
    strip = Strip(image, along: geometry, from: 0, to: Double(image.width))
    classifier = StripClassifier(strip, templates: GlyphTemplates(blur: 1))
  }

  /// The columns that a character's right edge may be in.
  public var places: Range<Int> { classifier.places }

  /// The column of the last ink of a character whose right edge is at a place of the picture.
  public func column(ofRightEdge x: Double) -> Int {
    let last = x - strip.geometry.moduleWidth(at: x) / Double(Strip.scale) / 2
    return strip.pictureX.indices.min {
      abs(strip.pictureX[$0] - last) < abs(strip.pictureX[$1] - last)
    } ?? 0
  }

  /// The window whose right edge is in a column, as the network takes it; `nil` where there is
  /// nothing but paper.
  public func window(column: Int, shift: Int) -> [Float]? {
    classifier.normalizedWindow(at: column, shift: shift)
  }

  /// How like the window whose right edge is in a column is to the character it is most like: a
  /// correlation.
  public func likeness(column: Int, shift: Int) -> Float {
    classifier.correlations(at: column, shift: shift).max() ?? 0
  }
}
