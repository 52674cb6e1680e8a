import Testing

@testable import Drawing

@Suite struct StrokeFontTests {
  @Test func everyPrintableASCIICharacterIsThere() throws {
    for code in UInt8(32)...126 {
      let character = Character(UnicodeScalar(code))
      let glyph = try #require(StrokeFont.glyphs[character], "\(character)")
      #expect(glyph.strokes.isEmpty == (character == " "))
    }
  }

  @Test func glyphsStayWithinTheirLine() {
    for (character, glyph) in StrokeFont.glyphs {
      for point in glyph.strokes.joined() {
        #expect((-4.5...14).contains(point.y), "\(character)")
        #expect((-0.01...glyph.width + 0.01).contains(point.x), "\(character)")
      }
      #expect(glyph.width <= 13, "\(character)")
    }
  }

  @Test func noTwoGlyphsAreAlike() {
    let outlines = StrokeFont.glyphs.values.map(\.strokes)
    // Capital I and small l are one stroke each.
    #expect(Set(outlines).count >= outlines.count - 1)
  }

  @Test func longTextIsMadeToFit() {
    var sheet = Sheet(layer: InkLayer(width: 400, height: 60), dpi: 100)
    sheet.text(
      String(repeating: "wide ", count: 40), at: Point(0.5, 0.4), .printed(0.2), maxWidth: 2)
    let inked = sheet.layer.coverage.indices.filter { sheet.layer.coverage[$0] > 0 }
    let columns = inked.map { $0 % 400 }
    #expect((columns.min() ?? 0) >= 48)
    #expect((columns.max() ?? 400) <= 252)
  }
}
