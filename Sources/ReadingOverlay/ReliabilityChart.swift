import CheckImaging
import Drawing

/// Draws how often a reader was wrong, by how much it doubted: on the diagonal, doubt is what it
/// says.
///
/// Both axes are logarithmic. Each bin has a dot, a line for the interval that holds the true share
/// with 95 percent, and the number of characters beside it; the dot is a ring where none was wrong.
///
/// ```swift
/// let chart = ReliabilityChart(
///   title: "Rendered checks", bins: [.init(doubt: 0.004, count: 818, wrong: 3)])
/// let png = try PNGCodec.encode(chart.draw())
/// ```
public struct ReliabilityChart: Sendable {
  /// Characters that the reader doubted about as much.
  public struct Bin: Sendable, Hashable {
    /// The mean of 1 less the confidence, from 0 to 1.
    public var doubt: Double
    /// How many characters there are.
    public var count: Int
    /// How many of them were wrong, at most `count`.
    public var wrong: Int

    /// Makes a bin from its parts.
    public init(doubt: Double, count: Int, wrong: Int) {
      self.doubt = doubt
      self.count = count
      self.wrong = wrong
    }
  }

  /// What was read.
  public var title: String
  /// The bins; those without characters are left out.
  public var bins: [Bin]

  /// Makes a chart.
  public init(title: String, bins: [Bin]) {
    self.title = title
    self.bins = bins
  }

  private static let scale = ChartScale(.logarithmic, low: 1e-5, high: 1)
  private static let (left, right, top, bottom) = (1.2, 7.0, 0.9, 5.7)

  /// Draws the chart, 740 by 650 pixels.
  public func draw() -> ColorImage {
    var page = Page(widthInInches: 7.4, heightInInches: 6.5, dpi: ChartTheme.dpi) { _ in .white }
    let axis = ChartAxis(
      Self.scale, title: "Doubt: 1 less the confidence", left: Self.left, right: Self.right,
      top: Self.top, bottom: Self.bottom)
    axis.draw(on: &page)
    drawHeights(on: &page)
    page.print(ChartTheme.ink) { sheet in
      sheet.text(
        title, at: Point(0.3, 0.4), ChartTheme.title, maxWidth: Self.right - 0.3)
    }
    page.print(ChartTheme.orange) { sheet in
      sheet.line(Point(Self.left, Self.bottom), Point(Self.right, Self.top), width: 0.02)
    }
    for bin in bins where bin.count > 0 { draw(bin, axis, on: &page) }
    return page.image
  }

  private static func y(_ share: Double) -> Double {
    bottom - scale.position(share) * (bottom - top)
  }

  private func drawHeights(on page: inout Page) {
    let ticks = Self.scale.ticks.filter { $0.label != nil }
    page.print(ChartTheme.grid) { sheet in
      for tick in ticks {
        let y = Self.y(tick.value)
        sheet.line(Point(Self.left, y), Point(Self.right, y), width: 0.01)
      }
    }
    page.print(ChartTheme.quiet) { sheet in
      for tick in ticks {
        sheet.text(
          tick.label ?? "", at: Point(Self.left - 0.1, Self.y(tick.value) + 0.04),
          ChartTheme.small, anchor: .right)
      }
    }
    page.print(ChartTheme.ink) { sheet in
      sheet.text("Share that was wrong, logarithmic", at: Point(0.3, 0.72), ChartTheme.text)
    }
  }

  private func draw(_ bin: Bin, _ axis: ChartAxis, on page: inout Page) {
    let x = axis.x(bin.doubt)
    let range = bin.likelyShares
    page.print(ChartTheme.blue) { sheet in
      sheet.line(
        Point(x, Self.y(range.lowerBound)), Point(x, Self.y(range.upperBound)), width: 0.03)
    }
    let place = Point(x, Self.y(Double(bin.wrong) / Double(bin.count)))
    let mark = bin.wrong > 0 ? ChartMark.dot : .ring
    mark.draw(at: [place], ChartTheme.blue, on: &page)
    page.print(ChartTheme.ink) { sheet in
      let label = "\(bin.wrong) of \(ChartScale.label(Double(bin.count)))"
      let isRight = x > Self.right - 1
      sheet.text(
        label, at: Point(x + (isRight ? -0.12 : 0.12), place.y - 0.08), ChartTheme.small,
        anchor: isRight ? .right : .left)
    }
  }
}

extension ReliabilityChart.Bin {
  /// Wilson's interval: it holds the true share of what is wrong with 95 percent.
  var likelyShares: ClosedRange<Double> {
    let (count, share) = (Double(count), Double(wrong) / Double(count))
    let z = 1.96
    let middle = share + z * z / (2 * count)
    let half = z * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
    let whole = 1 + z * z / count
    return max((middle - half) / whole, 0)...min((middle + half) / whole, 1)
  }
}
