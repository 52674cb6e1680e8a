import CheckImaging
import Testing

@testable import MICR

/// The shapes, against the dimensions of the standard, and the templates drawn from them.
struct GlyphTests {
  /// Widths in modules.
  static let widths: [(MICRCharacter, Int)] = [
    (.one, 4), (.two, 4), (.three, 5), (.five, 5), (.seven, 5), (.four, 6), (.six, 6), (.nine, 6),
    (.zero, 7), (.eight, 7), (.transit, 7), (.amount, 7), (.onUs, 7), (.dash, 7),
  ]

  @Test(arguments: widths)
  func widthIsAsInTheStandard(character: MICRCharacter, modules: Int) {
    #expect(E13BGlyph(character).width == 2 * modules)
  }

  @Test(arguments: MICRCharacter.allCases)
  func standsOnItsLine(character: MICRCharacter) {
    let glyph = E13BGlyph(character)
    switch character {
    case .onUs: #expect((glyph.height, glyph.bottom) == (14, 3))
    case .dash: #expect((glyph.height, glyph.bottom) == (8, 5))
    default: #expect((glyph.height, glyph.bottom) == (E13BGlyph.lineHeight, 0))
    }
  }

  @Test(arguments: MICRCharacter.allCases)
  func inkReachesEveryEdge(character: MICRCharacter) {
    let glyph = E13BGlyph(character)
    let rows = 0..<glyph.height
    let columns = 0..<glyph.width
    #expect(rows.contains { glyph.isInk(column: 0, row: $0) })
    #expect(rows.contains { glyph.isInk(column: glyph.width - 1, row: $0) })
    #expect(columns.contains { glyph.isInk(column: $0, row: 0) })
    #expect(columns.contains { glyph.isInk(column: $0, row: glyph.height - 1) })
    #expect(!glyph.isInk(column: glyph.width, row: 0))
    #expect(!glyph.isInk(column: 0, row: -1))
  }

  @Test func templatesAreFarApart() {
    let templates = GlyphTemplates(blur: 0.8)
    let size = GlyphTemplates.size
    for first in 0..<14 {
      for second in 0...first {
        let product = (0..<size).reduce(Float(0)) {
          $0 + templates.values[first * size + $1] * templates.values[second * size + $1]
        }
        if first == second {
          #expect(abs(product - 1) < 0.001)
        } else {
          #expect(product < 0.9)
        }
      }
    }
  }

  @Test(arguments: MICRCharacter.allCases)
  func classifiesEachCharacter(character: MICRCharacter) throws {
    let line = "A122000661A 12345\(character.rawValue)56789C"
    let reading = sharedReader.read(DrawnCheck(line: line).draw())
    let read = try #require(reading.characters.dropFirst(16).first)
    #expect(read.character == String(character.rawValue))
    #expect(read.confidence > 0.8)
    #expect(read.secondBest != read.character)
  }
}
