import CheckImaging
import ImageCodecs

/// The size at which a picture goes to the bank, so that it is 200 or 240 pixels to the inch.
///
/// What a file says of its resolution is often made up, so the shape decides: a check fills its
/// picture, a personal one is about 6 inches long and a business one 8.5, with different shapes
/// (source of the sizes: ANSI X9.100-160). A picture that comes near to 200 or 240 so stays as it
/// is, and any other is scaled to 200.
struct ExchangeScale: Sendable, Hashable {
  var width: Int
  var height: Int
  /// Pixels to the inch.
  var dpi: Int

  private static let personal = (inches: 6.0, mostAspect: 2.3)
  private static let businessInches = 8.5
  /// How far from 200 or 240 a picture may be, as it has margins or lacks them.
  private static let near = 0.92...1.09
  /// The longest rear side that is taken at the front's scale, in inches.
  private static let mostInches = 9.5

  /// The scale of a front.
  init(width: Int, height: Int) {
    let inches = Self.inches(width, height)
    let guess = Double(max(width, height)) / inches
    let nearest = TIFFCodec.exchangeResolutions.min { left, right in
      abs(guess - Double(left)) < abs(guess - Double(right))
    }
    if let nearest, Self.near.contains(guess / Double(nearest)) {
      self.init(width, height, scaledBy: 1, dpi: nearest)
    } else {
      self.init(width, height, scaledBy: 200 / guess, dpi: 200)
    }
  }

  /// The scale of a rear side: that of its front, which was scanned with it.
  init(width: Int, height: Int, like front: ExchangeScale, ofWidth frontWidth: Int) {
    let scale = Double(front.width) / Double(frontWidth)
    let most = Self.mostInches * Double(front.dpi)
    if Double(max(width, height)) * scale <= most {
      self.init(width, height, scaledBy: scale, dpi: front.dpi)
    } else {
      let long = Self.inches(width, height) * Double(front.dpi)
      self.init(width, height, scaledBy: long / Double(max(width, height)), dpi: front.dpi)
    }
  }

  private init(_ width: Int, _ height: Int, scaledBy scale: Double, dpi: Int) {
    self.width = max(1, Int((Double(width) * scale).rounded()))
    self.height = max(1, Int((Double(height) * scale).rounded()))
    self.dpi = dpi
  }

  /// The long side of a check of this shape.
  private static func inches(_ width: Int, _ height: Int) -> Double {
    let aspect = Double(max(width, height)) / Double(min(width, height))
    return aspect < personal.mostAspect ? personal.inches : businessInches
  }
}
