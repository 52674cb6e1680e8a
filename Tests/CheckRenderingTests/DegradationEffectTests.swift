import CheckImaging
import Testing

@testable import CheckRendering

/// What each kind of ruin does to a picture, and that it does no more.
@Suite struct DegradationEffectTests {
  private let check = CheckRenderer.renderGray(RenderingTests.design(kind: .personal))

  private func apply(_ degradations: Degradations, to image: GrayImage? = nil) -> GrayImage {
    var generator = SeededGenerator(seed: 5)
    return degradations.apply(to: image ?? check, using: &generator)
  }

  private func mean(_ image: GrayImage) -> Double {
    Double(image.pixels.reduce(0) { $0 + Int($1) }) / Double(image.pixels.count)
  }

  @Test func printIsDarkerTheHeavierItIs() {
    let means = [-1.0, -0.4, 0, 0.4, 1].map { mean(apply(Degradations(printWeight: $0))) }
    #expect(means == means.sorted(by: >))
    #expect(Set(means).count == 5)
  }

  @Test func strokesAndStampsFallOnTheLowerPart() {
    for marks in [Degradations(strokes: 3), Degradations(stamps: 2)] {
      let marked = apply(marks)
      #expect(marked != check)
      #expect(marked.pixels.prefix(1200 * 180) == check.pixels.prefix(1200 * 180))
      #expect(zip(marked.pixels, check.pixels).allSatisfy { $0 <= $1 })
      #expect(apply(marks) == marked)
    }
  }

  @Test(arguments: [
    Degradations(pattern: 40), Degradations(moire: 40),
  ])
  func wavesDarkenByAtMostTheirDepth(_ waves: Degradations) {
    let paper = GrayImage(width: 200, height: 100, gray: 200)
    let result = apply(waves, to: paper)
    #expect(result.pixels.allSatisfy { (160...200).contains($0) })
    #expect((result.pixels.max() ?? 0) - (result.pixels.min() ?? 0) > 20)
  }

  @Test func aShadowTakesItsShareOfOneSide() {
    let paper = GrayImage(width: 200, height: 100, gray: 200)
    let result = apply(Degradations(shadow: 0.5), to: paper)
    #expect(result[0, 50] > 180)
    #expect(abs(Int(result[199, 50]) - 100) < 12)
  }

  @Test func stretchMakesWider() {
    let wide = apply(Degradations(stretch: 1.3))
    #expect((wide.width, wide.height) == (1560, 550))
  }

  @Test func perspectiveShortensOneSide() throws {
    // A dark band: what is seen of it is as high as the band seems there.
    let pixels = (0..<300 * 100).map { (10..<90).contains($0 / 300) ? UInt8(0) : 255 }
    let band = GrayImage(width: 300, height: 100, pixels: pixels)
    let seen = apply(Degradations(perspective: 0.2), to: band)
    func height(_ x: Int) -> Int { (0..<100).count { seen[x, $0] < 128 } }
    #expect(abs(height(5) - 88) <= 2)
    #expect(abs(height(150) - 80) <= 1)
    #expect(abs(height(280) - 73) <= 2)
  }

  @Test func curlSagsInTheMiddle() throws {
    var pixels = [UInt8](repeating: 255, count: 300 * 100)
    for column in 0..<300 { pixels[50 * 300 + column] = 0 }
    let line = GrayImage(width: 300, height: 100, pixels: pixels)
    let bent = apply(Degradations(curl: 0.1), to: line)
    func row(_ x: Int) throws -> Int {
      try #require((0..<100).min { bent[x, $0] < bent[x, $1] })
    }
    #expect(abs(try row(150) - 60) <= 1)
    #expect(abs(try row(2) - 50) <= 1)
  }

  @Test func surroundingsLieAllAround() {
    let seen = apply(Degradations(surroundings: 0.1, surround: 77))
    #expect((seen.width, seen.height) == (1440, 790))
    #expect(seen[60, 400] == 77 && seen[1380, 400] == 77 && seen[700, 60] == 77)
    #expect(abs(Int(seen[720, 300]) - Int(check[600, 180])) < 10)
  }

  @Test(arguments: Thresholding.allCases)
  func thresholdingLeavesBlackAndWhite(_ kind: Thresholding) {
    let result = apply(Degradations(thresholding: kind))
    if kind == .none {
      #expect(result == check)
    } else {
      #expect(Set(result.pixels) == [0, 255])
      #expect(abs(mean(result) - mean(check)) < 12)
    }
  }

  @Test func inversionSwapsBlackAndWhite() {
    #expect(apply(Degradations(isInverted: true)) == check.inverted())
  }

  @Test func endlessValuesAreBroughtIn() {
    let small = GrayImage(width: 20, height: 10, gray: 90)
    let wild = Degradations(
      printWeight: .infinity, strokes: .max, stamps: .max, pattern: .infinity, stretch: .infinity,
      perspective: -.infinity, curl: .infinity, surroundings: .infinity, shadow: .infinity,
      moire: .infinity, thresholding: .local)
    #expect(apply(wild, to: small).width == 120)
    let none = Degradations(
      printWeight: .nan, strokes: .min, pattern: .nan, stretch: .nan, perspective: .nan,
      curl: .nan, surroundings: .nan, shadow: .nan, moire: .nan)
    #expect(apply(none, to: small).width >= 1)
  }
}
