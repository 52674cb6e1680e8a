/// One ink of a page while it is drawn: measures are in inches from the top left.
struct Sheet {
  var layer: InkLayer
  let dpi: Double

  /// Draws a line through points.
  mutating func line(_ points: Point..., width: Double = 0.006) {
    curve(points, width: width)
  }

  /// Draws a line through many points.
  mutating func curve(_ points: [Point], width: Double) {
    layer.stroke(points.map { Point($0.x * dpi, $0.y * dpi) }, lineWidth: width * dpi)
  }

  /// Draws the outline of a rectangle.
  mutating func frame(
    left: Double, top: Double, right: Double, bottom: Double, width: Double = 0.006
  ) {
    line(
      Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom),
      Point(left, top), width: width)
  }

  /// Fills a rectangle.
  mutating func fill(left: Double, top: Double, right: Double, bottom: Double) {
    layer.fill(left: left * dpi, top: top * dpi, right: right * dpi, bottom: bottom * dpi)
  }

  /// Takes the ink out of a rectangle.
  mutating func clear(left: Double, top: Double, right: Double, bottom: Double) {
    layer.clear(left: left * dpi, top: top * dpi, right: right * dpi, bottom: bottom * dpi)
  }
}
