import CheckImaging
import Testing

@testable import CheckRendering

/// How the line is printed, and what is put around it.
@Suite struct PrintQualityTests {
  private let plain = RenderingTests.design(kind: .personal)

  private func render(
    _ style: MICRStyle = MICRStyle(), _ overprint: Overprint = Overprint(),
    _ micr: MICRPrint? = nil
  ) -> GrayImage {
    var design = plain
    design.micrStyle = style
    design.overprint = overprint
    if let micr { design.micr = micr }
    return CheckRenderer.renderGray(design)
  }

  /// The ink in the clear band, in full pixels.
  private func ink(_ image: GrayImage) -> Double {
    image.pixels.suffix(125 * image.width).reduce(0) { $0 + Double(255 - Int($1)) / 255 }
  }

  private func inkRows(_ image: GrayImage, columns: Range<Int>) -> [Int] {
    (image.height - 125..<image.height).filter { y in columns.contains { image[$0, y] < 128 } }
  }

  @Test func spreadAddsInkAtEveryEdge() {
    let spreads = [-0.4, -0.2, 0, 0.2, 0.4, 0.6]
    let inks = spreads.map { ink(render(MICRStyle(spread: $0))) }
    #expect(zip(inks, inks.dropFirst()).allSatisfy { $0 < $1 })
    #expect(inks[0] > 0)
  }

  @Test func spreadOfAThousandthIsHardlySeen() {
    let (clean, spread) = (ink(render()), ink(render(MICRStyle(spread: 0.001))))
    #expect(abs(clean - spread) < 0.02 * clean)
  }

  @Test func heavyPrintClosesTheGapsOfTheOnUsSymbol() {
    func gaps(_ spread: Double) -> Int {
      var design = plain
      design.dpi = 600
      design.micr = MICRPrint(text: "C")
      design.micrStyle = MICRStyle(spread: spread)
      let image = CheckRenderer.renderGray(design)
      let rows = image.height - 375..<image.height
      let inked = (0..<image.width).map { x in rows.contains { image[x, $0] < 128 } }
      return zip(inked, inked.dropFirst()).count { $0 && !$1 } - 1
    }
    #expect(gaps(-0.3) == 2)
    #expect(gaps(0) == 2)
    #expect(gaps(0.4) == 2)
    #expect(gaps(0.6) == 0)
  }

  @Test func faintPrintIsLighter() throws {
    let darkest = [1, 0.6, 0.3, 0.15].map {
      render(MICRStyle(darkness: $0)).pixels.suffix(125 * 1200).min() ?? 0
    }
    #expect(zip(darkest, darkest.dropFirst()).allSatisfy { $0 < $1 })
    #expect(try #require(darkest.last) < 220)
  }

  @Test func spotsAddInkOutsideTheCharacters() {
    let clean = render()
    let few = render(MICRStyle(spotsPerCharacter: 1))
    let many = render(MICRStyle(spotsPerCharacter: 6))
    #expect(ink(clean) < ink(few) && ink(few) < ink(many))
    #expect(zip(clean.pixels, many.pixels).allSatisfy { $0 >= $1 })
  }

  @Test func pitchAndRiseMoveTheLine() {
    let line = MICRPrint(text: "1111111111")
    func extent(_ style: MICRStyle) -> (left: Int, bottom: Int) {
      let image = render(style, Overprint(), line)
      let columns = (0..<image.width).filter { x in
        (image.height - 125..<image.height).contains { image[x, $0] < 128 }
      }
      return (columns.first ?? 0, inkRows(image, columns: 0..<image.width).last ?? 0)
    }
    let plain = extent(MICRStyle())
    // Nine pitches from the right edge of the line, and thirteen from that of the check.
    #expect(abs(plain.left - extent(MICRStyle(pitch: 1.04)).left - 22) <= 1)
    #expect(abs(plain.bottom - extent(MICRStyle(rise: 0.1)).bottom - 20) <= 1)
  }

  @Test func theAmountHasASizeAndBaseLineOfItsOwn() throws {
    let line = MICRPrint(text: "1111 ").encoding(amountInCents: 0)
    let image = render(MICRStyle(amountSize: 0.8, amountRise: 0.05), Overprint(), line)
    let amount = inkRows(image, columns: 900..<1200)
    let rest = inkRows(image, columns: 0..<880)
    #expect(abs(Double(amount.count) - 0.8 * Double(rest.count)) <= 1.5)
    #expect(abs(try #require(rest.last) - #require(amount.last) - 10) <= 1)
  }

  @Test func eachOverprintAddsInk() {
    let none = render()
    let prints = [
      Overprint(penStrokes: 3), Overprint(stamps: 2), Overprint(numbersAbove: 2),
      Overprint(ornament: .box), Overprint(ornament: .border),
    ]
    for print in prints {
      #expect(render(MICRStyle(), print) != none, "\(print)")
      #expect(render(MICRStyle(), print) == render(MICRStyle(), print))
    }
    #expect(ink(render(MICRStyle(), Overprint(penStrokes: 8))) > ink(none) + 100)
  }

  @Test(arguments: [
    CheckBackground.security(paper: .white, lines: .rearPrint), .picture(strength: 0.5),
  ])
  func backgroundsLieBehindTheLine(background: CheckBackground) {
    var design = plain
    design.background = background
    let image = CheckRenderer.renderGray(design)
    #expect(image.pixels.suffix(125 * 1200).count { $0 == 255 } < 125 * 1200 * 9 / 10)
    let dark = { (image: GrayImage) in image.pixels.suffix(125 * 1200).count { $0 < 30 } }
    #expect(abs(dark(image) - dark(render())) < dark(render()) / 10)
  }

  @Test func extremesAreBroughtIn() {
    var design = plain
    for wild in [Double.infinity, -.infinity, .nan, 1e300, -1e300] {
      design.micrStyle = MICRStyle(
        spread: wild, darkness: wild, spotsPerCharacter: wild, pitch: wild, wander: wild,
        rise: wild, amountSize: wild, amountRise: wild)
      design.overprint = Overprint(
        penStrokes: .max, stamps: .min, numbersAbove: .max, ornament: .border)
      design.background = .picture(strength: wild)
      design.dpi = 60
      #expect(CheckRenderer.render(design).width == 360)
    }
  }
}
