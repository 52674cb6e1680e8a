import CheckImaging
import ImageCodecs
import MICR
import Testing

@testable import CheckRendering

@Suite struct RenderingTests {
  @Test func theSameSeedGivesTheSameBytes() throws {
    func picture(seed: UInt64) throws -> [UInt8] {
      var generator = SeededGenerator(seed: seed)
      let design = CheckDesign.random(using: &generator, routingNumbers: ["021000021"])
      let damage = Degradations(skew: 1, blur: 1, specks: 0.01, noise: 5)
      let image = damage.apply(to: CheckRenderer.render(design), using: &generator)
      return try PNGCodec.encode(image, effort: .fast)
    }
    #expect(try picture(seed: 11) == picture(seed: 11))
    #expect(try picture(seed: 11) != picture(seed: 12))
  }

  @Test func theGeneratorIsSplitMix64() {
    var generator = SeededGenerator(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
    ]
    #expect((0..<3).map { _ in generator.next() } == expected)
  }

  @Test(arguments: CheckDesign.Kind.allCases, [80.0, 200])
  func sizeFollowsTheResolution(kind: CheckDesign.Kind, dpi: Double) {
    var design = Self.design(kind: kind)
    design.dpi = dpi
    let front = CheckRenderer.render(design)
    let (wide, tall) = kind == .personal ? (6.0, 2.75) : (8.5, 3.5)
    #expect(front.width == Int(wide * dpi))
    #expect(front.height == Int((tall * dpi).rounded()))
    let rear = CheckRenderer.renderRear(design)
    #expect(rear.width == front.width && rear.height == front.height)
    #expect(rear != front)
  }

  @Test func greyIsWhatADecoderSees() throws {
    var generator = SeededGenerator(seed: 3)
    let design = CheckDesign.random(using: &generator, routingNumbers: [], kinds: [.personal])
    let png = try PNGCodec.encode(CheckRenderer.render(design), effort: .fast)
    #expect(try ImageDecoder.decodeGray(png) == CheckRenderer.renderGray(design))
  }

  @Test func randomDesignsAreWellFormed() throws {
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<50 {
      let design = CheckDesign.random(using: &generator, routingNumbers: [])
      #expect(design.micr.text.allSatisfy { $0 == " " || MICRCharacter(rawValue: $0) != nil })
      let routing = design.micr.text.split(separator: "A")[design.kind == .personal ? 0 : 1]
      #expect(RoutingNumber.isWellFormed(String(routing)))
      #expect((5_00...4_999_99).contains(design.amountInCents))
    }
  }

  @Test func nothingButTheLineIsInTheClearBand() {
    for kind in CheckDesign.Kind.allCases {
      var design = Self.design(kind: kind)
      design.micr = MICRPrint(text: "")
      let image = CheckRenderer.renderGray(design)
      let band = Int(0.625 * design.dpi)
      #expect(image.pixels.suffix(band * image.width).allSatisfy { $0 == 255 })
    }
  }

  @Test func odditiesAreDrawnWithoutATrap() {
    var design = Self.design(kind: .personal)
    design.payee = "Ünïcödé 支票 \u{0} \n" + String(repeating: "very long ", count: 200)
    design.payerLines = []
    design.amountInCents = .min
    design.micr = MICRPrint(text: String(repeating: "A", count: 500) + "é", lastPosition: -40)
    design.dpi = 0
    #expect(CheckRenderer.render(design).width == 300)
    design.dpi = .nan
    #expect(CheckRenderer.render(design).width == 300)
  }

  @Test func voidsTakeInkAway() {
    var design = Self.design(kind: .personal)
    let whole = ink(CheckRenderer.renderGray(design))
    design.voidsPerCharacter = 1.5
    #expect(ink(CheckRenderer.renderGray(design)) < whole)
  }

  static func design(kind: CheckDesign.Kind) -> CheckDesign {
    CheckDesign(
      kind: kind, payee: "Lantern Books", amountInCents: 1999,
      micr: .personal(routing: "021000021", account: "123456789", serial: "1001"))
  }

  private func ink(_ image: GrayImage) -> Int {
    image.pixels.reduce(0) { $0 + 255 - Int($1) }
  }
}
