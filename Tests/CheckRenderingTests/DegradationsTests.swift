import CheckImaging
import Testing

@testable import CheckRendering

@Suite struct DegradationsTests {
  private let check = CheckRenderer.renderGray(RenderingTests.design(kind: .personal))

  private func apply(_ degradations: Degradations, to image: GrayImage? = nil) -> GrayImage {
    var generator = SeededGenerator(seed: 5)
    return degradations.apply(to: image ?? check, using: &generator)
  }

  @Test func nothingChangesNothing() {
    #expect(apply(Degradations()) == check)
  }

  @Test func noiseHasItsDeviation() {
    let gray = GrayImage(width: 300, height: 300, gray: 128)
    let noisy = apply(Degradations(noise: 12), to: gray)
    let differences = noisy.pixels.map { Double($0) - 128 }
    let mean = differences.reduce(0, +) / 90_000
    let variance = differences.reduce(0) { $0 + $1 * $1 } / 90_000
    #expect(abs(mean) < 0.3)
    #expect(abs(variance.squareRoot() - 12) < 0.3)
  }

  @Test func specksHaveTheirShare() {
    let gray = GrayImage(width: 300, height: 300, gray: 128)
    let specked = apply(Degradations(specks: 0.02), to: gray)
    let (black, white) = (specked.pixels.count { $0 == 0 }, specked.pixels.count { $0 == 255 })
    #expect(specked.pixels.allSatisfy { [0, 128, 255].contains($0) })
    #expect(abs(black + white - 1800) < 150)
    #expect(abs(black - white) < 150)
  }

  @Test func skewTurnsClockwiseAndKeepsTheCorners() throws {
    var pixels = Array(repeating: UInt8(255), count: 400 * 200)
    for index in 98 * 400..<103 * 400 { pixels[index] = 0 }
    let line = GrayImage(width: 400, height: 200, pixels: pixels)
    let turned = apply(Degradations(skew: 5, surround: 77), to: line)
    #expect(turned.width > 400 && turned.height > 200)
    #expect(turned[0, 0] == 77)
    func row(_ x: Int) throws -> Int {
      try #require((0..<turned.height).min { turned[x, $0] < turned[x, $1] })
    }
    let fall = Double(try row(350) - row(60)) / 290
    #expect(abs(fall - 0.0875) < 0.01)
  }

  @Test(arguments: [0.7, 2, 5])
  func blurSpreadsAPointByItsDeviation(sigma: Double) {
    var pixels = Array(repeating: UInt8(0), count: 81 * 81)
    for y in 36...44 { for x in 36...44 { pixels[y * 81 + x] = 255 } }
    let blurred = apply(
      Degradations(blur: sigma), to: GrayImage(width: 81, height: 81, pixels: pixels))
    let columns = (0..<81).map { x in (0..<81).reduce(0) { $0 + Double(blurred[x, $1]) } }
    let total = columns.reduce(0, +)
    let variance = columns.enumerated().reduce(0) { $0 + pow2(Double($1.offset) - 40) * $1.element }
    let ofTheSquare = (81.0 - 1) / 12
    #expect(abs((variance / total - ofTheSquare).squareRoot() - sigma) < 0.15 * sigma)
  }

  private func pow2(_ value: Double) -> Double { value * value }

  @Test func scaleKeepsTheMean() {
    let mean = { (image: GrayImage) in
      Double(image.pixels.reduce(0) { $0 + Int($1) }) / Double(image.pixels.count)
    }
    for factor in [0.3, 0.5, 1.7] {
      let scaled = apply(Degradations(scale: factor))
      #expect(scaled.width == Int((1200 * factor).rounded()))
      #expect(scaled.height == Int((550 * factor).rounded()))
      #expect(abs(mean(scaled) - mean(check)) < 1)
    }
  }

  @Test func upsideDownTwiceIsTheSame() {
    let once = apply(Degradations(isUpsideDown: true))
    #expect(once[0, 0] == check[1199, 549])
    #expect(apply(Degradations(isUpsideDown: true), to: once) == check)
  }

  @Test func toneMovesGreys() {
    let gray = GrayImage(width: 3, height: 1, pixels: [0, 128, 255])
    #expect(apply(Degradations(contrast: 0.5, brightness: 10), to: gray).pixels == [74, 138, 202])
    #expect(apply(Degradations(brightness: 200), to: gray).pixels == [200, 255, 255])
  }

  @Test func smearTakesTheLineAndNothingAbove() {
    let smeared = apply(Degradations(smear: 0.2))
    let kept = 440 * 1200
    #expect(smeared.pixels.prefix(kept) == check.pixels.prefix(kept))
    let before = check.pixels.suffix(110 * 1200)
    let after = smeared.pixels.suffix(110 * 1200)
    #expect(before.min() ?? 255 < 40)
    #expect(after.min() ?? 0 > 60)
  }

  @Test func colorsAreRuinedTogether() {
    var generator = SeededGenerator(seed: 5)
    let all = Degradations(
      smear: 0.2, scale: 0.6, skew: -3, surround: 40, isUpsideDown: true, blur: 1, contrast: 0.8,
      brightness: -9, specks: 0.01, noise: 4)
    let color = all.apply(to: ColorImage(check), using: &generator)
    #expect(color == ColorImage(apply(all)))
  }

  @Test func valuesOutOfRangeAreBroughtIn() {
    let small = GrayImage(width: 20, height: 10, gray: 90)
    let wild = Degradations(
      smear: 9, scale: -1, skew: 900, blur: .infinity, contrast: .nan, brightness: .infinity,
      specks: 7, noise: .infinity)
    #expect(apply(wild, to: small).width >= 1)
    #expect(apply(Degradations(scale: .nan, skew: .nan), to: small).width >= 1)
  }
}
