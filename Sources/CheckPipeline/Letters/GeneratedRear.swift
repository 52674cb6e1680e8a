import CashLetter
import CheckImaging
import Drawing
import ImageCodecs

/// The rear side that is made for a check which was submitted without one: the endorsement that its
/// depositor agreed to, and the word that this is no picture of the check.
struct GeneratedRear: Sendable, Hashable {
  var width: Int
  var height: Int
  var dpi: Int
  var bank: String
  var depositor: String?
  var account: String
  var date: LetterDate

  /// The picture as image exchange has it; the same values give the same bytes.
  func encoded() throws(ImageCodecError) -> [UInt8] {
    let scale = Double(dpi)
    var page = Page(
      widthInInches: Double(width) / scale, heightInInches: Double(height) / scale, dpi: scale
    ) { _ in .white }
    let wide = Double(width) / scale
    let high = Double(height) / scale
    let margin = wide * 0.06
    page.print(InkColor(red: 0, green: 0, blue: 0)) { sheet in
      for (index, line) in lines.enumerated() {
        sheet.text(
          line, at: Point(margin, high * (0.2 + 0.14 * Double(index))),
          .printed(high * 0.055), maxWidth: wide - 2 * margin)
      }
    }
    let picture = page.image
    let red = stride(from: 0, to: picture.samples.count, by: 3).map { picture.samples[$0] }
    let gray = GrayImage(width: picture.width, height: picture.height, pixels: red)
    return try TIFFCodec.encodeGroup4(BinaryImage(gray, upTo: 127), dpi: dpi)
  }

  private var lines: [String] {
    [
      "FOR MOBILE DEPOSIT ONLY AT \(bank.uppercased())",
      "CREDIT TO THE ACCOUNT OF \(depositor.map(Self.printed) ?? "THE WITHIN NAMED PAYEE")",
      "ACCOUNT \(account)",
      "DEPOSITED \(date.year)-\(twoDigits(date.month))-\(twoDigits(date.day))",
      "NO PICTURE OF THE REAR SIDE WAS TAKEN: THIS ONE WAS MADE",
      "BY THE BANK OF FIRST DEPOSIT",
    ]
  }

  /// As the font has it, and not so long that it could not be read.
  private static func printed(_ name: String) -> String {
    String(name.folding(options: .diacriticInsensitive, locale: nil).uppercased().prefix(36))
  }

  private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
