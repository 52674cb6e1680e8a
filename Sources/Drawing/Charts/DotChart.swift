import CheckImaging

/// A chart of marks on rows: each row has one value a mark, joined by a thin line, and the values
/// in figures beside it.
package struct DotChart {
  /// What the rows of one colour have in common.
  package struct Series {
    package var name: String
    package var color: InkColor

    package init(_ name: String, _ color: InkColor) {
      self.name = name
      self.color = color
    }
  }

  /// One line of the chart.
  package struct Row {
    /// The place of its series among those of the chart.
    package var series: Int
    /// One value for each mark.
    package var values: [Double]

    package init(series: Int, values: [Double]) {
      self.series = series
      self.values = values
    }
  }

  /// Rows that belong together.
  package struct Group {
    package var name: String
    /// Short lines under the name; there is room for two.
    package var notes: [String]
    package var rows: [Row]

    package init(_ name: String, notes: [String] = [], rows: [Row]) {
      self.name = name
      self.notes = notes
      self.rows = rows
    }
  }

  package var title: String
  package var subtitle = ""
  package var axisTitle: String
  package var series: [Series]
  /// The names of the values of a row; at most as many as there are shapes.
  package var marks: [String]
  package var groups: [Group]
  /// How a value is written beside its row.
  package var figure: (Double) -> String = ChartScale.label

  package init(
    title: String, axisTitle: String, series: [Series], marks: [String], groups: [Group]
  ) {
    self.title = title
    self.axisTitle = axisTitle
    self.series = series
    self.marks = marks
    self.groups = groups
  }

  private static let width = 11.0
  private static let margin = 0.4
  private static let plotLeft = 2.35
  private static let plotTop = 1.55
  private static let rowHeight = 0.29
  private static let groupGap = 0.24
  private static let figureWidth = 0.78

  private var figuresLeft: Double {
    Self.width - Self.margin - Self.figureWidth * Double(marks.count)
  }

  /// Draws the chart.
  package func draw() -> ColorImage {
    let plotBottom = Self.plotTop + groups.reduce(0) { $0 + height(of: $1) }
    var page = Page(
      widthInInches: Self.width, heightInInches: plotBottom + ChartAxis.height + 0.1,
      dpi: ChartTheme.dpi
    ) { _ in .white }
    drawBands(on: &page)
    let axis = ChartAxis(
      ChartScale(covering: groups.flatMap(\.rows).flatMap(\.values)), title: axisTitle,
      left: Self.plotLeft, right: figuresLeft - 0.12, top: Self.plotTop, bottom: plotBottom)
    axis.draw(on: &page)
    drawHead(on: &page)
    drawRows(axis, on: &page)
    return page.image
  }

  private func height(of group: Group) -> Double {
    Double(group.rows.count) * Self.rowHeight + Self.groupGap
  }

  /// Each group with the top of its band.
  private var placed: [(group: Group, top: Double)] {
    var top = Self.plotTop
    return groups.map { group in
      defer { top += height(of: group) }
      return (group, top)
    }
  }

  private func drawBands(on page: inout Page) {
    page.print(ChartTheme.band) { sheet in
      for (index, place) in placed.enumerated() where index.isMultiple(of: 2) {
        sheet.fill(
          left: Self.margin - 0.12, top: place.top, right: Self.width - Self.margin + 0.12,
          bottom: place.top + height(of: place.group))
      }
    }
  }

  private func drawHead(on page: inout Page) {
    page.print(ChartTheme.ink) { sheet in
      sheet.text(
        title, at: Point(Self.margin, 0.52), ChartTheme.title,
        maxWidth: Self.width - 2 * Self.margin)
      for (index, name) in marks.enumerated() {
        sheet.text(
          name, at: Point(figureRight(index), Self.plotTop - 0.14), ChartTheme.strong,
          anchor: .right)
      }
    }
    page.print(ChartTheme.quiet) { sheet in
      sheet.text(
        subtitle, at: Point(Self.margin, 0.82), ChartTheme.text,
        maxWidth: Self.width - 2 * Self.margin)
    }
    drawLegend(on: &page)
  }

  /// The legend: colours for the series, then shapes for the marks.
  private func drawLegend(on page: inout Page) {
    let y = 1.22
    var x = Self.margin
    func name(_ text: String) {
      page.print(ChartTheme.ink) { sheet in
        sheet.text(text, at: Point(x, y + 0.05), ChartTheme.text)
      }
      x += Sheet.width(of: text, ChartTheme.text) + 0.32
    }
    for entry in series {
      page.print(entry.color) { sheet in
        sheet.line(Point(x + 0.05, y), Point(x + 0.27, y), width: 0.1)
      }
      x += 0.42
      name(entry.name)
    }
    x += 0.15
    for (mark, text) in zip(ChartMark.allCases, marks) {
      mark.draw(at: [Point(x + 0.07, y)], ChartTheme.quiet, on: &page)
      x += 0.22
      name(text)
    }
  }

  private func figureRight(_ index: Int) -> Double {
    figuresLeft + Self.figureWidth * Double(index + 1)
  }

  private func drawRows(_ axis: ChartAxis, on page: inout Page) {
    for (group, top) in placed {
      page.print(ChartTheme.ink) { sheet in
        sheet.text(
          group.name, at: Point(Self.margin, top + Self.groupGap / 2 + 0.2), ChartTheme.strong)
      }
      page.print(ChartTheme.quiet) { sheet in
        for (index, note) in group.notes.enumerated() {
          let base = top + Self.groupGap / 2 + 0.43 + 0.2 * Double(index)
          sheet.text(
            note, at: Point(Self.margin, base), ChartTheme.small,
            maxWidth: Self.plotLeft - Self.margin - 0.6)
        }
      }
      for (index, row) in group.rows.enumerated() {
        let y = top + Self.groupGap / 2 + (Double(index) + 0.5) * Self.rowHeight
        draw(row, y, axis, on: &page)
      }
    }
  }

  private func draw(_ row: Row, _ y: Double, _ axis: ChartAxis, on page: inout Page) {
    let entry = series[row.series]
    let places = row.values.map { Point(axis.x($0), y) }
    page.print(entry.color) { sheet in sheet.curve(places, width: 0.03) }
    // The first mark is drawn last: where values meet, the most common one is seen.
    for (mark, place) in zip(ChartMark.allCases, places).reversed() {
      mark.draw(at: [place], entry.color, on: &page)
    }
    page.print(ChartTheme.ink) { sheet in
      sheet.text(
        entry.name, at: Point(axis.left - 0.16, y + 0.045), ChartTheme.small, anchor: .right)
      for (index, value) in row.values.enumerated() {
        sheet.text(
          figure(value), at: Point(figureRight(index), y + 0.05), ChartTheme.text, anchor: .right)
      }
    }
  }
}
