/// Columns of text, each as wide as its widest cell; on a terminal that is narrower, flexible
/// columns are cut.
struct Table {
  private struct Column {
    var title: String
    var isRight: Bool
    var isFlexible: Bool
    var style: (String) -> Style? = { _ in nil }
  }

  /// A flexible column keeps this many characters at least.
  private static let leastWidth = 6
  private static let gap = "  "

  private var columns: [Column]
  private var rows: [[String]] = []

  /// Makes a table; a title that begins with `>` aligns its column on the right, and one with `~`
  /// may be cut: never numbers, nor what a person would copy from it.
  init(_ titles: String...) {
    columns = titles.map { title in
      let mark = title.first
      return Column(
        title: mark == ">" || mark == "~" ? String(title.dropFirst()) : title,
        isRight: mark == ">", isFlexible: mark == "~")
    }
  }

  /// Gives the cells of a column a style by what they hold.
  mutating func color(_ title: String, _ style: @escaping (String) -> Style?) {
    for index in columns.indices where columns[index].title == title {
      columns[index].style = style
    }
  }

  /// Adds a row of as many cells as there are titles.
  mutating func add(_ cells: String...) { rows.append(cells.map(\.printable)) }

  /// The lines of the table, as standard output can show them.
  var text: String { text(on: .output) }

  /// The lines of the table.
  func text(on terminal: Terminal) -> String {
    let widths = fittedWidths(terminal.width)
    let head = line(columns.map(\.title), widths, terminal) { _, _ in .heading }
    let body = rows.map { row in
      line(row, widths, terminal) { column, cell in columns[column].style(cell) }
    }
    return ([head] + body).joined(separator: "\n")
  }

  private func line(
    _ cells: [String], _ widths: [Int], _ terminal: Terminal, style: (Int, String) -> Style?
  ) -> String {
    var text = ""
    var owed = ""
    for (column, cell) in cells.enumerated() {
      let shown = cell.cut(toWidth: widths[column])
      let space = String(repeating: " ", count: widths[column] - shown.displayWidth)
      if columns[column].isRight { owed += space }
      // Spaces are written only before something, so that no line ends in them.
      if !shown.isEmpty {
        text += owed + shown.styled(style(column, cell), on: terminal)
        owed = ""
      }
      owed += (columns[column].isRight ? "" : space) + Self.gap
    }
    return text
  }

  /// The widths of the columns, with the widest flexible ones narrowed until the table fits.
  private func fittedWidths(_ limit: Int?) -> [Int] {
    var widths = columns.indices.map { column in
      rows.reduce(columns[column].title.displayWidth) { max($0, $1[column].displayWidth) }
    }
    guard let limit else { return widths }
    let least = columns.map { max(Self.leastWidth, $0.title.displayWidth) }
    var excess = widths.reduce(Self.gap.count * (widths.count - 1), +) - limit
    while excess > 0 {
      let narrowable = widths.indices.filter {
        columns[$0].isFlexible && widths[$0] > least[$0]
      }
      guard let widest = narrowable.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }
}
