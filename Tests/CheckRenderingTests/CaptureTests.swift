import CheckImaging
import Testing

@testable import CheckRendering

/// What cameras, scanners and copiers do: each part by itself.
@Suite struct CaptureTests {
  private let check = CheckRenderer.renderGray(RenderingTests.design(kind: .personal))

  private func apply(
    _ degradations: Degradations, to image: GrayImage? = nil, seed: UInt64 = 5
  ) -> GrayImage {
    var generator = SeededGenerator(seed: seed)
    return degradations.apply(to: image ?? check, using: &generator)
  }

  private func mean(_ image: GrayImage) -> Double {
    Double(image.pixels.reduce(0) { $0 + Int($1) }) / Double(image.pixels.count)
  }

  @Test(arguments: [0.75, 1.3])
  func stretchChangesTheHeightAlone(stretch: Double) {
    let stretched = apply(Degradations(stretch: stretch))
    #expect(stretched.width == 1200)
    #expect(stretched.height == Int((550 / stretch).rounded()))
    #expect(abs(mean(stretched) - mean(check)) < 1)
  }

  @Test(arguments: Mount.Ground.allCases)
  func aMountKeepsTheCheckWhole(ground: Mount.Ground) {
    let mount = Mount(ground: ground, left: 0.25, right: 0.1, top: 1, bottom: 0.5)
    let mounted = apply(Degradations(mount: mount))
    #expect(mounted.width == 1200 + 300 + 120 && mounted.height == 550 + 550 + 275)
    let rows = (0..<550).map { row in
      mounted.pixels[(550 + row) * mounted.width + 300..<(550 + row) * mounted.width + 1500]
    }
    #expect(rows.flatMap { $0 } == check.pixels)
    #expect((mounted[5, 5] == 255) == (ground == .white))
  }

  @Test func tiltMakesTheNearerSideLarger() throws {
    var pixels = Array(repeating: UInt8(255), count: 400 * 200)
    for row in 50..<150 { for x in 0..<400 { pixels[row * 400 + x] = 0 } }
    let band = GrayImage(width: 400, height: 200, pixels: pixels)
    func heights(_ tilt: Double) -> (left: Int, right: Int) {
      let seen = apply(Degradations(bend: Bend(tiltAcross: tilt)), to: band)
      func height(_ x: Int) -> Int { (0..<200).count { seen[x, $0] < 128 } }
      return (height(100), height(300))
    }
    let (flat, slight, strong) = (heights(0), heights(0.1), heights(0.3))
    #expect(flat == (100, 100))
    #expect(slight.right > slight.left)
    #expect(strong.right - strong.left > slight.right - slight.left)
    #expect(heights(-0.3).left == strong.right)
  }

  @Test func curlHangsAsFarAsItSays() throws {
    var pixels = Array(repeating: UInt8(255), count: 400 * 200)
    for row in 58..<63 { for x in 0..<400 { pixels[row * 400 + x] = 0 } }
    let line = GrayImage(width: 400, height: 200, pixels: pixels)
    let curled = apply(Degradations(bend: Bend(curl: 0.1)), to: line)
    func row(_ x: Int) throws -> Int {
      try #require((0..<200).min { curled[x, $0] < curled[x, $1] })
    }
    #expect(abs(try row(200) - row(0) - 20) <= 1)
    #expect(abs(try row(399) - row(0)) <= 1)
  }

  @Test func lightFallsAlongItsDirection() {
    let white = GrayImage(width: 300, height: 200, gray: 200)
    let lit = apply(Degradations(light: Light(fall: 0.5)), to: white)
    #expect((1..<300).allSatisfy { lit[$0, 100] <= lit[$0 - 1, 100] })
    #expect(abs(Int(lit[0, 0]) - 200) <= 1 && abs(Int(lit[299, 0]) - 100) <= 1)
    let down = apply(Degradations(light: Light(fall: 0.5, direction: 90)), to: white)
    #expect(down[0, 0] == down[299, 0] && down[0, 199] < 110)
  }

  @Test func aShadowTakesItsShareOfTheLight() {
    let white = GrayImage(width: 300, height: 200, gray: 200)
    func dark(_ start: Double) -> Int {
      let lit = apply(Degradations(light: Light(shadow: 0.6, shadowStart: start)), to: white)
      #expect(lit.pixels.allSatisfy { (79...200).contains($0) })
      return lit.pixels.count { $0 < 140 }
    }
    let (little, half, much) = (dark(0.8), dark(0.5), dark(0.2))
    #expect(abs(half - 30_000) < 1_500)
    #expect(little < half && half < much)
  }

  @Test func moireHasItsStrengthAndPeriod() {
    let white = GrayImage(width: 300, height: 200, gray: 200)
    let waves = apply(Degradations(light: Light(moire: 0.2, moirePeriod: 10)), to: white)
    #expect(waves.pixels.min() ?? 0 >= 160 && waves.pixels.min() ?? 0 < 163)
    #expect(waves.pixels.max() ?? 0 > 198)
    #expect(abs(mean(waves) - 180) < 1)
  }

  @Test func aWorseJPEGIsFurtherFromThePicture() {
    func error(_ quality: Int) -> Int {
      let coded = apply(Degradations(jpegQuality: quality))
      return zip(coded.pixels, check.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
    }
    #expect(error(95) > 0)
    #expect(error(95) < error(50) && error(50) < error(10))
  }

  @Test(arguments: [
    Bitonal.global(shift: 0), .adaptive(k: 0.2), .diffused, .fax(shift: 0),
  ])
  func blackAndWhiteHasTwoGreysAndTheLine(bitonal: Bitonal) {
    let result = apply(Degradations(bitonal: bitonal))
    #expect(result.width == 1200 && result.height == 550)
    #expect(Set(result.pixels) == [0, 255])
    let band = result.pixels.suffix(125 * 1200).count { $0 == 0 }
    let inked = check.pixels.suffix(125 * 1200).count { $0 < 128 }
    #expect(abs(band - inked) < inked * 2 / 5)
  }

  @Test func diffusionKeepsTheMean() {
    let gray = GrayImage(width: 200, height: 200, gray: 90)
    #expect(abs(mean(apply(Degradations(bitonal: .diffused), to: gray)) - 90) < 2)
  }

  @Test func aHigherThresholdGivesMoreInk() {
    let soft = apply(Degradations(blur: 2))
    func ink(_ bitonal: Bitonal) -> Int {
      apply(Degradations(bitonal: bitonal), to: soft).pixels.count { $0 == 0 }
    }
    #expect(ink(.global(shift: -40)) < ink(.global(shift: 0)))
    #expect(ink(.global(shift: 0)) < ink(.global(shift: 40)))
    #expect(ink(.adaptive(k: 0.5)) < ink(.adaptive(k: 0.1)))
  }

  @Test func aFaxHasEachRowTwice() {
    let fax = apply(Degradations(bitonal: .fax(shift: 0)))
    let rows = (0..<550).map { fax.pixels[$0 * 1200..<($0 + 1) * 1200] }
    #expect(stride(from: 0, to: 550, by: 2).allSatisfy { Array(rows[$0]) == Array(rows[$0 + 1]) })
  }

  @Test func invertedTwiceIsTheSame() {
    let once = apply(Degradations(isInverted: true))
    #expect(once[0, 0] == 255 - check[0, 0])
    #expect(apply(Degradations(isInverted: true), to: once) == check)
  }

  @Test func theSameSeedGivesTheSamePhotograph() {
    let photo = Degradations(
      mount: Mount(ground: .wood, left: 0.1, right: 0.1, top: 0.5, bottom: 0.5),
      bend: Bend(tiltAcross: 0.1, tiltDown: -0.1, curl: 0.02), skew: 2,
      light: Light(fall: 0.3, shadow: 0.3, moire: 0.05), blur: 1, noise: 4, jpegQuality: 60)
    #expect(apply(photo, seed: 1) == apply(photo, seed: 1))
    #expect(apply(photo, seed: 1) != apply(photo, seed: 2))
  }

  @Test func extremesAreBroughtIn() {
    let small = GrayImage(width: 9, height: 5, gray: 90)
    for wild in [Double.infinity, -.infinity, .nan, 1e300, -1e300] {
      let all = Degradations(
        stretch: wild,
        mount: Mount(ground: .wood, left: wild, right: wild, top: wild, bottom: wild),
        bend: Bend(tiltAcross: wild, tiltDown: wild, curl: wild, curlCenter: wild),
        light: Light(
          fall: wild, direction: wild, shadow: wild, shadowStart: wild, moire: wild,
          moirePeriod: wild), jpegQuality: .max, bitonal: .adaptive(k: wild))
      #expect(apply(all, to: small).width >= 9)
    }
    let dot = GrayImage(width: 1, height: 1, gray: 7)
    for bitonal in [
      Bitonal.global(shift: .min), .global(shift: .max), .diffused, .fax(shift: 9),
      .adaptive(k: 0.2),
    ] {
      #expect(apply(Degradations(jpegQuality: .min, bitonal: bitonal), to: dot).width == 1)
    }
  }
}
