import Foundation

/// Where a line of print runs over a picture, and how large its characters are there.
///
/// Positions are in pixels. The curve is followed between the outermost characters it was fitted to
/// and goes on straight beyond them.
struct LineGeometry: Sendable, Hashable {
  /// The height of the middle of the line, over `t`.
  var center: Polynomial
  /// The height of a module in pixels, over `t`.
  var moduleHeight: Polynomial
  /// The width of a module in pixels, over `t`.
  var moduleWidth: Polynomial
  /// The column where `t` is 0.
  var origin: Double
  /// The number of columns from `t` = 0 to `t` = 1.
  var span: Double
  /// The columns from which the curve was fitted.
  var fitted: ClosedRange<Double>
  /// Whether the line is read from right to left, its characters standing on their heads.
  var isUpsideDown = false

  func t(_ x: Double) -> Double { (x - origin) / span }

  /// The middle of the line and its slope at a column.
  func center(at x: Double) -> (y: Double, slope: Double) {
    let inside = min(max(x, fitted.lowerBound), fitted.upperBound)
    let slope = center.slope(t(inside)) / span
    return (center(t(inside)) + slope * (x - inside), slope)
  }

  func moduleHeight(at x: Double) -> Double { Self.bounded(moduleHeight, t(clamped(x))) }

  func moduleWidth(at x: Double) -> Double { Self.bounded(moduleWidth, t(clamped(x))) }

  private func clamped(_ x: Double) -> Double {
    min(max(x, fitted.lowerBound), fitted.upperBound)
  }

  private static func bounded(_ polynomial: Polynomial, _ t: Double) -> Double {
    let middle = max(polynomial.coefficients[0], 0.3)
    return min(max(polynomial(t), middle * 0.6), middle * 1.6)
  }

  /// Whether the middle of the line is not straight, so that its ends cannot be foreseen: it leaves
  /// the chord by more than half a module.
  var isBent: Bool {
    let (left, right) = (center(t(fitted.lowerBound)), center(t(fitted.upperBound)))
    return (1..<8).contains { step in
      let share = Double(step) / 8
      let x = fitted.lowerBound + share * (fitted.upperBound - fitted.lowerBound)
      let chord = left + share * (right - left)
      return abs(center(t(x)) - chord) > 0.5 * moduleHeight(at: x)
    }
  }

  /// The same line with characters of another height.
  func scaled(height factor: Double) -> LineGeometry {
    var other = self
    for index in other.moduleHeight.coefficients.indices {
      other.moduleHeight.coefficients[index] *= factor
    }
    return other
  }

  /// The same line, read the other way round.
  func upsideDown() -> LineGeometry {
    var other = self
    other.isUpsideDown.toggle()
    return other
  }
}
