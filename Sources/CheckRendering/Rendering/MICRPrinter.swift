import Drawing
import MICR

/// Prints the line of E-13B in its place.
struct MICRPrinter {
  /// The distance from the right edge of the check to the right edge of position 1, in inches.
  static let firstPositionInInches = 5.0 / 16

  /// The distance from the bottom edge to the base line, in inches: it puts the line in the middle
  /// of the print band, which runs from 3/16 to 7/16.
  static let baseLineInInches =
    5.0 / 16 - Double(E13BGlyph.lineHeight) / 4 * E13BGlyph.moduleInInches

  private let design: CheckDesign
  private let style: MICRStyle
  private let glyphs: [MICRCharacter: InkedGlyph]
  /// Voids have a generator of their own, so that other faults leave them where they are.
  private var voidGenerator: SeededGenerator
  private var generator: SeededGenerator

  private init(_ design: CheckDesign) {
    self.design = design
    style = design.micrStyle
    let spread = style.spread.within(-0.4...0.6)
    glyphs = Dictionary(
      uniqueKeysWithValues: MICRCharacter.allCases.map {
        ($0, InkedGlyph(E13BGlyph($0), spread: spread))
      })
    voidGenerator = SeededGenerator(seed: design.seed ^ 0xE13B)
    generator = SeededGenerator(seed: design.seed ^ 0xE13B_0001)
  }

  static func print(_ design: CheckDesign, on page: inout Page) {
    var printer = MICRPrinter(design)
    let paleness = 1 - design.micrStyle.darkness.within(0.15...1)
    let grey = UInt8((Double(InkColor.magnetic.red) + paleness * 215).rounded())
    let ink = paleness == 0 ? .magnetic : InkColor(grey, grey, grey)
    page.print(ink) { printer.draw(on: &$0) }
  }

  private mutating func draw(on sheet: inout Sheet) {
    let text = Array(design.micr.text)
    let amount = text.firstIndex(of: "B") ?? text.count
    for (index, character) in text.enumerated().reversed() {
      guard let known = MICRCharacter(rawValue: character) else { continue }
      let position = Double(design.micr.lastPosition + (text.count - 1 - index) - 1)
      draw(known, position: position, isAmount: index >= amount, on: &sheet)
    }
  }

  private mutating func draw(
    _ character: MICRCharacter, position: Double, isAmount: Bool, on sheet: inout Sheet
  ) {
    let glyph = E13BGlyph(character)
    let size = isAmount ? style.amountSize.within(0.7...1.1) : 1
    let half = E13BGlyph.moduleInInches / 2 * size
    let pitch = E13BGlyph.pitchInInches * style.pitch.within(0.9...1.1) * size
    var right = design.widthInInches - Self.firstPositionInInches - position * pitch
    var base = design.heightInInches - Self.baseLineInInches - style.rise.within(-0.1...1)
    if isAmount { base -= style.amountRise.within(-0.1...0.1) }
    let wander = style.wander.within(0...1) * E13BGlyph.moduleInInches
    if wander > 0 {
      right += Double.random(in: -wander...wander, using: &generator)
      base += Double.random(in: -wander...wander, using: &generator)
    }
    let left = right - Double(glyph.width) * half
    let top = base - Double(glyph.bottom + glyph.height) * half
    for piece in glyphs[character]?.pieces ?? [] {
      sheet.fill(
        left: left + piece.columns.lowerBound * half, top: top + piece.rows.lowerBound * half,
        right: left + piece.columns.upperBound * half, bottom: top + piece.rows.upperBound * half)
    }
    voids(in: glyph, left: left, top: top, on: &sheet)
    spots(left: left, base: base, on: &sheet)
  }

  /// Spots without ink, as large as conforming print may have them.
  private mutating func voids(
    in glyph: E13BGlyph, left: Double, top: Double, on sheet: inout Sheet
  ) {
    let half = E13BGlyph.moduleInInches / 2
    for _ in 0..<Self.count(design.voidsPerCharacter.within(0...100), &voidGenerator) {
      let x = left + Double.random(in: 0..<Double(glyph.width), using: &voidGenerator) * half
      let y = top + Double.random(in: 0..<Double(glyph.height), using: &voidGenerator) * half
      sheet.clear(left: x, top: y, right: x + 0.008, bottom: y + 0.008)
    }
  }

  /// Spots of stray ink around a character.
  private mutating func spots(left: Double, base: Double, on sheet: inout Sheet) {
    for _ in 0..<Self.count(style.spotsPerCharacter.within(0...20), &generator) {
      let x = left + Double.random(in: -0.03...0.11, using: &generator)
      let y = base - Double.random(in: -0.04...0.16, using: &generator)
      let size = Double.random(in: 0.003...0.011, using: &generator)
      sheet.fill(left: x, top: y, right: x + size, bottom: y + size)
    }
  }

  /// A whole number with the given average.
  private static func count(_ average: Double, _ generator: inout SeededGenerator) -> Int {
    let more = Double.random(in: 0..<1, using: &generator) < average - average.rounded(.down)
    return Int(average) + (more ? 1 : 0)
  }
}
