/// A horizontal axis below a plot, with grid lines up through it; places in inches.
package struct ChartAxis {
  package var scale: ChartScale
  package var title: String
  package var left: Double
  package var right: Double
  package var top: Double
  package var bottom: Double

  package init(
    _ scale: ChartScale, title: String, left: Double, right: Double, top: Double, bottom: Double
  ) {
    self.scale = scale
    self.title = title
    self.left = left
    self.right = right
    self.top = top
    self.bottom = bottom
  }

  /// The height that labels and title take below the plot.
  package static let height = 0.65

  /// Where a value lies across the page.
  package func x(_ value: Double) -> Double { left + scale.position(value) * (right - left) }

  /// Draws grid, labels and title.
  package func draw(on page: inout Page) {
    let ticks = scale.ticks
    page.print(ChartTheme.faintGrid) { sheet in
      for tick in ticks where tick.label == nil { rule(tick, on: &sheet) }
    }
    page.print(ChartTheme.grid) { sheet in
      for tick in ticks where tick.label != nil { rule(tick, on: &sheet) }
    }
    page.print(ChartTheme.quiet) { sheet in
      sheet.line(Point(left, bottom), Point(right, bottom), width: 0.012)
      for tick in ticks {
        guard let label = tick.label else { continue }
        let place = x(tick.value)
        sheet.line(Point(place, bottom), Point(place, bottom + 0.05), width: 0.012)
        sheet.text(
          label, at: Point(place, bottom + 0.2), ChartTheme.small, anchor: .center)
      }
    }
    page.print(ChartTheme.ink) { sheet in
      sheet.text(
        scale.kind == .logarithmic ? title + ", logarithmic" : title,
        at: Point((left + right) / 2, bottom + 0.48), ChartTheme.text, anchor: .center)
    }
  }

  private func rule(_ tick: ChartScale.Tick, on sheet: inout Sheet) {
    sheet.line(Point(x(tick.value), top), Point(x(tick.value), bottom), width: 0.01)
  }
}
