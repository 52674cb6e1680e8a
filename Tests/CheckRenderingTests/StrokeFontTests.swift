import Testing

@testable import CheckRendering

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

  @Test(arguments: [
    (0, "Zero and 00/100"), (1999, "Nineteen and 99/100"), (100_000, "One thousand and 00/100"),
    (2_100_05, "Two thousand one hundred and 05/100"), (-500, "Minus five and 00/100"),
    (
      123_456_789_01,
      "One hundred twenty-three million four hundred fifty-six thousand seven "
        + "hundred eighty-nine and 01/100"
    ),
  ])
  func amountsInWords(cents: Int, words: String) {
    #expect(AmountInWords.text(cents: cents) == words)
  }

  @Test func amountsInFigures() {
    #expect(AmountInWords.figures(cents: 5) == "0.05")
    #expect(AmountInWords.figures(cents: 123_456_789) == "1,234,567.89")
    #expect(AmountInWords.figures(cents: -100_000) == "-1,000.00")
    #expect(AmountInWords.text(cents: .min).contains("quadrillion"))
  }
}
