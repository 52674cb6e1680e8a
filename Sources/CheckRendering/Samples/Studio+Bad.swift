import CheckImaging
import ImageCodecs

extension Studio {
  /// The samples that need a person or are rejected.
  mutating func badSamples() throws(ImageCodecError) -> [Sample] {
    let account = "4400112233"
    let truncated = try png(plain("1301", cents: 4_100, routing: routing(1), seed: 21))
    return [
      Sample(
        file: "duplicate.png",
        front: try png(personalDesign, Degradations(skew: 0.5, blur: 0.4)), account: account,
        amountInCents: 1999, outcome: .rejected, reason: "duplicate",
        shows: "another picture of `personal.png`", twin: "personal.png"),
      Sample(
        file: "wrong-check-digit.png",
        front: try png(
          plain("1302", cents: 4_200, routing: Self.withWrongCheckDigit(routing(2)), seed: 22)),
        account: account, amountInCents: 4_200, outcome: .review, reason: "routing-check-digit",
        shows: "a routing number whose check digit is wrong"),
      Sample(
        file: "unknown-bank.png",
        front: try png(plain("1303", cents: 4_300, routing: "000000518", seed: 23)),
        account: account, amountInCents: 4_300, outcome: .review, reason: "routing-unknown",
        shows: "a routing number that the directory does not have"),
      Sample(
        file: "amount-differs.png",
        front: try png(encoded("1304", cents: 44_000, routing: routing(4), seed: 24)),
        account: account, amountInCents: 4_400, outcome: .review, reason: "amount-differs",
        shows: "a line that encodes another amount than is stated"),
      Sample(
        file: "unreadable-line.png",
        front: try png(
          plain("1305", cents: 4_500, routing: routing(5), seed: 25), Degradations(smear: 0.2)),
        account: account, amountInCents: 4_500, outcome: .review, reason: "unsure-characters",
        shows: "a check whose line is smeared"),
      Sample(
        file: "canadian.png",
        front: try png(
          design(
            payee: "Dana Example", cents: 4_600, serial: "243",
            micr: .canadian(
              serial: "243", transit: "00005", institution: "123", account: "1234567"), seed: 26)),
        account: account, amountInCents: 4_600, outcome: .review, reason: "foreign-layout",
        shows: "a line of Canadian layout"),
      Sample(
        file: "no-check.png",
        front: try PNGCodec.encode(
          GrayImageOfRear.draw(
            plain("0", cents: 100, routing: routing(6), seed: 27),
            endorsement: [
              "Shopping list", "tea and bread", "two lanterns",
            ])), account: account, amountInCents: 4_700, outcome: .review, reason: "no-micr-line",
        shows: "no check at all"),
      Sample(
        file: "blank.png",
        front: try PNGCodec.encode(GrayImage(width: 1200, height: 550, gray: 250)),
        account: account, amountInCents: 4_800, outcome: .rejected, reason: "blank",
        shows: "an empty page"),
      Sample(
        file: "truncated.png", front: Array(truncated.prefix(truncated.count / 2)),
        account: account, amountInCents: 4_100, outcome: .rejected, reason: "truncated",
        shows: "a PNG that ends half-way"),
      Sample(
        file: "huge.png", front: HostilePNG.claiming(width: 60_000, height: 60_000),
        account: account, amountInCents: 4_900, outcome: .rejected, reason: "too-large",
        shows: "a PNG of a hundred bytes that claims 60,000 x 60,000 pixels"),
      Sample(
        file: "not-an-image.png", front: Array("This is no picture.\n".utf8), account: account,
        amountInCents: 5_000, outcome: .rejected, reason: "not-an-image",
        shows: "text with the ending of a picture"),
    ]
  }

  private func plain(_ serial: String, cents: Int, routing: String, seed: UInt64) -> CheckDesign {
    design(
      payee: "Dana Example", cents: cents, serial: serial,
      micr: .personal(routing: routing, account: "20\(seed)55\(seed)", serial: serial), seed: seed)
  }

  private func encoded(_ serial: String, cents: Int, routing: String, seed: UInt64) -> CheckDesign {
    var design = plain(serial, cents: cents, routing: routing, seed: seed)
    design.micr = design.micr.encoding(amountInCents: cents)
    return design
  }

  private static func withWrongCheckDigit(_ routing: String) -> String {
    let last = routing.last?.wholeNumberValue ?? 0
    return routing.dropLast() + String((last + 1) % 10)
  }
}

/// The rear side in grey.
enum GrayImageOfRear {
  static func draw(_ design: CheckDesign, endorsement: [String]) -> GrayImage {
    GrayImage(lumaOf: CheckRenderer.renderRear(design, endorsement: endorsement))
  }
}
