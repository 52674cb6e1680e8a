/// One ink of a page while it is drawn: measures are in inches from the top left.
package struct Sheet {
  package var layer: InkLayer
  package let dpi: Double

  /// Draws a line through points.
  package mutating func line(_ points: Point..., width: Double = 0.006) {
    curve(points, width: width)
  }

  /// Draws a line through many points.
  package mutating func curve(_ points: [Point], width: Double) {
    layer.stroke(points.map { Point($0.x * dpi, $0.y * dpi) }, lineWidth: width * dpi)
  }

  /// Draws the outline of a rectangle.
  package mutating func frame(
    left: Double, top: Double, right: Double, bottom: Double, width: Double = 0.006
  ) {
    line(
      Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom),
      Point(left, top), width: width)
  }

  /// Fills a rectangle.
  package mutating func fill(left: Double, top: Double, right: Double, bottom: Double) {
    layer.fill(left: left * dpi, top: top * dpi, right: right * dpi, bottom: bottom * dpi)
  }

  /// Takes the ink out of a rectangle.
  package mutating func clear(left: Double, top: Double, right: Double, bottom: Double) {
    layer.clear(left: left * dpi, top: top * dpi, right: right * dpi, bottom: bottom * dpi)
  }
}
