/// The shapes that stand for values, told apart without colour.
package enum ChartMark: Sendable, Hashable, CaseIterable {
  case dot
  case ring
  case bar

  /// Draws the mark in a colour, about a place in inches.
  package func draw(at places: [Point], _ color: InkColor, on page: inout Page) {
    page.print(color) { sheet in
      for place in places {
        switch self {
        case .dot, .ring: sheet.curve([place], width: 0.13)
        case .bar:
          sheet.line(Point(place.x, place.y - 0.09), Point(place.x, place.y + 0.09), width: 0.035)
        }
      }
    }
    guard self == .ring else { return }
    page.print(.white) { sheet in for place in places { sheet.curve([place], width: 0.066) } }
  }
}
