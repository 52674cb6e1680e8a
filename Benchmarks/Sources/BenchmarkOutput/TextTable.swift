/// A table for a terminal: the first column from the left, the others from the right.
package struct TextTable {
  private var rows: [[String]]

  package init(_ headings: [String]) { rows = [headings] }

  package mutating func add(_ cells: [String]) { rows.append(cells) }

  package func print() {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    for row in rows {
      let cells = row.enumerated().map { column, cell in
        let gap = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + gap : gap + cell
      }
      say("  " + cells.joined(separator: "  "))
    }
  }
}
