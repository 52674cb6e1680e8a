import MICR

/// The shape of a character after its ink has spread, as rectangles in half modules from the top
/// left of the clean shape.
struct InkedGlyph {
  struct Piece {
    let rows: Range<Double>
    let columns: Range<Double>
  }

  let pieces: [Piece]

  /// Fine cells along an edge of a half module.
  private static let fineness = 6
  /// Empty fine cells around the clean shape, more than the ink spreads.
  private static let margin = 10

  /// Spreads the ink by a distance in modules, or takes it back where that is negative.
  init(_ glyph: E13BGlyph, spread: Double) {
    let clean = (0..<glyph.height).map { row in
      (0..<glyph.width).reduce(UInt128(0)) { bits, column in
        glyph.isInk(column: column, row: row) ? bits | 1 << UInt128(column) : bits
      }
    }
    guard spread != 0 else {
      pieces = Self.pieces(clean, cells: 1, margin: 0)
      return
    }
    let radius = spread.magnitude.within(0...0.6) * 2 * Double(Self.fineness)
    let fine = Self.refined(clean, width: glyph.width)
    let inked =
      spread > 0
      ? Self.spread(fine, by: radius) : Self.spread(fine.map { ~$0 }, by: radius).map { ~$0 }
    pieces = Self.pieces(inked, cells: Self.fineness, margin: Self.margin)
  }

  private static func refined(_ rows: [UInt128], width: Int) -> [UInt128] {
    let cell = UInt128(1) << UInt128(fineness) - 1
    let fine = rows.flatMap { row in
      let wide = (0..<width).reduce(UInt128(0)) { bits, column in
        row >> UInt128(column) & 1 == 0
          ? bits : bits | cell << UInt128(margin + column * fineness)
      }
      return Array(repeating: wide, count: fineness)
    }
    let empty = [UInt128](repeating: 0, count: margin)
    return empty + fine + empty
  }

  /// Each bit that is nearer to a set one than the radius.
  private static func spread(_ rows: [UInt128], by radius: Double) -> [UInt128] {
    let reach = Int(radius)
    return rows.indices.map { row in
      (max(0, row - reach)...min(rows.count - 1, row + reach)).reduce(UInt128(0)) { bits, other in
        let down = Double(other - row)
        let across = Int((radius * radius - down * down).squareRoot())
        return (0...across).reduce(bits) {
          $0 | rows[other] << UInt128($1) | rows[other] >> UInt128($1)
        }
      }
    }
  }

  private static func pieces(_ rows: [UInt128], cells: Int, margin: Int) -> [Piece] {
    func half(_ cell: Int) -> Double { Double(cell - margin) / Double(cells) }
    var pieces: [Piece] = []
    var top = 0
    while top < rows.count {
      // Clean shapes go row by row, as their rounding to pixels always has.
      var end = top + 1
      while cells > 1 && end < rows.count && rows[end] == rows[top] { end += 1 }
      var column = 0
      while column < 128 {
        let start = column
        while column < 128 && rows[top] >> UInt128(column) & 1 == 1 { column += 1 }
        if column > start {
          pieces.append(
            Piece(rows: half(top)..<half(end), columns: half(start)..<half(column)))
        }
        column += 1
      }
      top = end
    }
    return pieces
  }
}
