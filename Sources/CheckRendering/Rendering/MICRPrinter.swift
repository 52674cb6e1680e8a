import Drawing
import MICR

/// Prints the line of E-13B in its place.
enum MICRPrinter {
  /// The distance from the right edge of the check to the right edge of position 1, in inches.
  static let firstPositionInInches = 5.0 / 16

  /// The distance from the bottom edge to the base line, in inches: it puts the line in the middle
  /// of the print band, which runs from 3/16 to 7/16.
  static let baseLineInInches =
    5.0 / 16 - Double(E13BGlyph.lineHeight) / 4 * E13BGlyph.moduleInInches

  static func print(_ design: CheckDesign, on page: inout Page) {
    let half = E13BGlyph.moduleInInches / 2
    let base = design.heightInInches - baseLineInInches
    var generator = SeededGenerator(seed: design.seed ^ 0xE13B)
    page.print(.magnetic) { sheet in
      for (index, character) in design.micr.text.reversed().enumerated() {
        guard let known = MICRCharacter(rawValue: character) else { continue }
        let glyph = E13BGlyph(known)
        let position = Double(design.micr.lastPosition + index - 1)
        let right =
          design.widthInInches - firstPositionInInches - position * E13BGlyph.pitchInInches
        let left = right - Double(glyph.width) * half
        let top = base - Double(glyph.bottom + glyph.height) * half
        draw(glyph, left: left, top: top, on: &sheet)
        voids(
          design.voidsPerCharacter.within(0...100), in: glyph, left: left, top: top, on: &sheet,
          using: &generator)
      }
    }
  }

  private static func draw(_ glyph: E13BGlyph, left: Double, top: Double, on sheet: inout Sheet) {
    let half = E13BGlyph.moduleInInches / 2
    for row in 0..<glyph.height {
      var column = 0
      while column < glyph.width {
        let start = column
        while column < glyph.width && glyph.isInk(column: column, row: row) { column += 1 }
        if column > start {
          sheet.fill(
            left: left + Double(start) * half, top: top + Double(row) * half,
            right: left + Double(column) * half, bottom: top + Double(row + 1) * half)
        }
        column += 1
      }
    }
  }

  /// Spots without ink, as large as conforming print may have them.
  private static func voids(
    _ average: Double, in glyph: E13BGlyph, left: Double, top: Double, on sheet: inout Sheet,
    using generator: inout SeededGenerator
  ) {
    let half = E13BGlyph.moduleInInches / 2
    let more = Double.random(in: 0..<1, using: &generator) < average - average.rounded(.down)
    for _ in 0..<Int(average) + (more ? 1 : 0) {
      let x = left + Double.random(in: 0..<Double(glyph.width), using: &generator) * half
      let y = top + Double.random(in: 0..<Double(glyph.height), using: &generator) * half
      sheet.clear(left: x, top: y, right: x + 0.008, bottom: y + 0.008)
    }
  }
}
