import CheckImaging
import ImageCodecs

/// The size at which a picture goes to the bank, so that it is 200 or 240 pixels to the inch.
///
/// What a file says of its resolution is often made up, so the size of checks decides: they are 6
/// to 8.75 inches long (source: ANSI X9.100-160). A picture that may have been scanned at 200 or
/// 240 stays as it is; any other is taken for a check from edge to edge and scaled to 200.
struct ExchangeScale: Sendable, Hashable {
  var width: Int
  var height: Int
  /// Pixels to the inch.
  var dpi: Int

  /// The long sides, in inches, that a whole check with its margins may have.
  private static let plausibleInches = 5.75...9.0
  private static let personal = (inches: 6.0, mostAspect: 2.3)
  private static let businessInches = 8.5

  init(width: Int, height: Int) {
    let longSide = Double(max(width, height))
    for dpi in TIFFCodec.exchangeResolutions
    where Self.plausibleInches.contains(longSide / Double(dpi)) {
      (self.width, self.height, self.dpi) = (width, height, dpi)
      return
    }
    let aspect = longSide / Double(min(width, height))
    let inches = aspect < Self.personal.mostAspect ? Self.personal.inches : Self.businessInches
    dpi = 200
    let scale = inches * Double(dpi) / longSide
    self.width = max(1, Int((Double(width) * scale).rounded()))
    self.height = max(1, Int((Double(height) * scale).rounded()))
  }
}
