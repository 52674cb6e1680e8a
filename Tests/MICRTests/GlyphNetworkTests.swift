import CheckImaging
import Testing

@testable import MICR

/// The network that tells characters from each other and from what is none.
struct GlyphNetworkTests {
  private func chances(_ samples: [Float], _ network: GlyphNetwork = .fitted) -> [Float] {
    let mean = samples.reduce(0, +) / Float(samples.count)
    let square = samples.reduce(0) { $0 + $1 * $1 } / Float(samples.count)
    return samples.withUnsafeBufferPointer {
      network.chances(
        of: $0.baseAddress!, mean: mean, deviation: (square - mean * mean).squareRoot())
    }
  }

  private func template(_ index: Int) -> [Float] {
    let size = GlyphTemplates.size
    return GlyphTemplates(blur: 1).values[index * size..<(index + 1) * size].map { 900 * $0 + 60 }
  }

  @Test(arguments: GlyphTemplates.characters.indices)
  func knowsEachCharacter(index: Int) {
    let found = chances(template(index))
    #expect(found.count == GlyphTemplates.characters.count + 1)
    #expect(abs(found.reduce(0, +) - 1) < 0.001)
    #expect(found[index] > 0.99)
  }

  @Test func brightnessAndContrastDoNotCount() {
    let dark = template(3)
    let pale = dark.map { 0.2 * $0 + 17 }
    #expect(zip(chances(dark), chances(pale)).allSatisfy { abs($0 - $1) < 0.001 })
  }

  @Test func aBarAndABoxAreNoCharacters() {
    let rows = GlyphTemplates.rows
    let bar = (0..<GlyphTemplates.size).map { Float((8...10).contains($0 / rows) ? 200 : 0) }
    let box = (0..<GlyphTemplates.size).map { index -> Float in
      let (column, row) = (index / rows, index % rows)
      return column < 2 || column > 15 || row < 2 || row > 21 ? 200 : 0
    }
    for shape in [bar, box] { #expect(chances(shape).last ?? 0 > 0.9) }
  }

  @Test(arguments: ["", "not base64!", "AAAA"])
  func brokenWeightsDoNotTrap(text: String) {
    let found = chances(template(0), GlyphNetwork(packed: text))
    #expect(found.allSatisfy { abs($0 - 1 / 15) < 0.001 })
  }
}
