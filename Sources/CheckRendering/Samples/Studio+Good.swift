import CheckImaging
import Drawing
import ImageCodecs

extension Studio {
  /// The samples that are deposited.
  mutating func goodSamples() throws(ImageCodecError) -> [Sample] {
    let blue = CheckBackground.gradient(
      top: InkColor(red: 226, green: 236, blue: 246),
      bottom: InkColor(red: 206, green: 222, blue: 240))
    let waves = CheckBackground.guilloche(
      paper: InkColor(red: 240, green: 246, blue: 236),
      lines: InkColor(red: 206, green: 224, blue: 200))
    return [
      Sample(
        file: "personal.png", front: try png(personalDesign), account: "4400112233",
        amountInCents: 1999, outcome: .deposited,
        shows: "a personal check, clean", twin: "duplicate.png"),
      Sample(
        file: "business.png",
        front: try png(
          design(
            .business, payee: "Dana Example", cents: 125_000, serial: "002317",
            micr: .business(
              routing: routing(1), account: "778899001122", auxOnUs: "002317"),
            background: waves, seed: 2)),
        account: "4400112233", amountInCents: 125_000, outcome: .deposited,
        shows: "a business check with the serial in the auxiliary on-us field"),
      Sample(
        file: "cashier.png",
        front: try png(
          design(
            .cashier, payee: "Dana Example", cents: 489_955, serial: "00088820",
            micr: .business(
              routing: routing(2), account: "55010203", auxOnUs: "00088820"), seed: 3)),
        account: "5500667788", amountInCents: 489_955, outcome: .deposited,
        shows: "a cashier's check"),
      Sample(
        file: "encoded-amount.png",
        front: try png(
          design(
            payee: "Dana Example", cents: 7_525, serial: "311",
            micr: MICRPrint.personal(
              routing: routing(3), account: "30045567", serial: "311"
            ).encoding(amountInCents: 7_525), seed: 4)),
        account: "5500667788", amountInCents: 7_525, outcome: .deposited,
        shows: "a check whose line encodes the amount"),
      Sample(
        file: "scan.jpg",
        front: try JPEGCodec.encode(
          color(
            design(
              payee: "Dana Example", cents: 31_250, serial: "1204",
              micr: .personal(routing: routing(4), account: "900123456", serial: "1204"),
              background: blue, seed: 5),
            Degradations(skew: 1.2, blur: 0.6, brightness: -12, noise: 6)), quality: 80),
        account: "4400112233", amountInCents: 31_250, outcome: .deposited,
        shows: "a colour JPEG from a scanner, a little skewed, blurred and noisy"),
      Sample(
        file: "two-sides.png",
        front: try png(twoSidesDesign), backFile: "two-sides-rear.png",
        back: try PNGCodec.encode(
          GrayImageOfRear.draw(
            twoSidesDesign, endorsement: ["For mobile deposit only", "Dana Example"])),
        account: "4400112233", amountInCents: 8_800, outcome: .deposited,
        shows: "a check with its rear side"),
      Sample(
        file: "two-pages.tif", front: try twoPages(), account: "5500667788",
        amountInCents: 7_125, outcome: .deposited,
        shows: "both sides in one black and white TIFF, as scanners of checks write it"),
      Sample(
        file: "upside-down.png",
        front: try png(
          design(
            payee: "Dana Example", cents: 6_400, serial: "88",
            micr: .personal(
              routing: routing(6), account: "1122334455", serial: "0088", serialFirst: true),
            seed: 7),
          Degradations(skew: -2, isUpsideDown: true)),
        account: "5500667788", amountInCents: 6_400, outcome: .deposited,
        shows: "a check scanned upside down, its serial before the account"),
      Sample(
        file: "dana@example.com^4400112233^250.00^1497458268.png",
        front: try png(
          design(
            payee: "Dana Example", cents: 25_000, serial: "519",
            micr: .personal(routing: routing(7), account: "66778899", serial: "519"), seed: 8)),
        account: "4400112233", amountInCents: 25_000, outcome: .deposited,
        shows: "a check that states its deposit in the file name"),
    ]
  }

  /// The check of which the set has two pictures.
  var personalDesign: CheckDesign {
    design(
      payee: "Dana Example", cents: 1999, serial: "1042",
      micr: .personal(routing: routing(0), account: "123456789", serial: "1042"), seed: 1)
  }

  private func twoPages() throws(ImageCodecError) -> [UInt8] {
    let design = design(
      payee: "Dana Example", cents: 7_125, serial: "734",
      micr: .personal(routing: routing(4), account: "90817263", serial: "734"), seed: 9)
    let sides = [
      CheckRenderer.renderGray(design), GrayImage(lumaOf: CheckRenderer.renderRear(design)),
    ]
    return try TIFFCodec.encodeGroup4(pages: sides.map { BinaryImage(otsu: $0) })
  }

  private var twoSidesDesign: CheckDesign {
    design(
      payee: "Dana Example", cents: 8_800, serial: "2001",
      micr: .personal(routing: routing(5), account: "445566770", serial: "2001"), seed: 6)
  }
}
