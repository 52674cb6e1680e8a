import CheckImaging
import ImageCodecs
import MICR
import Testing

@testable import CheckRendering

@Suite struct ReadBackTests {
  @Test func aDozenRandomChecksAreReadExactly() {
    var generator = SeededGenerator(seed: 2026)
    let reader = MICRReader()
    for _ in 0..<12 {
      let design = CheckDesign.random(
        using: &generator, routingNumbers: ["021000021", "011000138"])
      let reading = reader.read(CheckRenderer.renderGray(design))
      #expect(reading.line.filter { $0 != " " } == design.micr.characters)
      #expect(reading.status == .sure, "\(design.micr.text): \(reading.doubts)")
    }
  }

  @Test func aSmearedLineIsNotSure() {
    var generator = SeededGenerator(seed: 6)
    let design = CheckDesign.random(using: &generator, routingNumbers: [], kinds: [.personal])
    let smeared = Degradations(smear: 0.2).apply(
      to: CheckRenderer.renderGray(design), using: &generator)
    #expect(MICRReader().read(smeared).status != .sure)
  }

  @Test func theRearHasNoLine() {
    let rear = GrayImage(
      lumaOf: CheckRenderer.renderRear(RenderingTests.design(kind: .personal)))
    #expect(MICRReader().read(rear).status == .noLine)
  }
}
