import Drawing

/// Everything that is on one check, so that the same design always gives the same picture.
///
/// ```swift
/// var design = CheckDesign(
///   kind: .personal, payee: "Lantern Books", amountInCents: 1999,
///   micr: .personal(routing: "021000021", account: "123456789", serial: "1001"))
/// design.memo = "Atlas"
/// let picture = CheckRenderer.render(design)
/// ```
public struct CheckDesign: Codable, Sendable, Hashable {
  /// The kinds of check that are drawn.
  public enum Kind: String, Codable, Sendable, Hashable, CaseIterable {
    /// A pocket check, 6 by 2.75 inches.
    case personal
    /// A company's check, 8.5 by 3.5 inches.
    case business
    /// A check that a bank draws on itself, 8.5 by 3.5 inches.
    case cashier
  }

  /// What kind of check it is; it decides size and layout.
  public var kind: Kind
  /// Whose account it is, from the name down; the first line is set larger.
  public var payerLines: [String]
  /// The bank that pays.
  public var bankName: String
  /// Where the bank is.
  public var bankAddress: String
  /// The date as written on the check.
  public var date: String
  /// Who is paid.
  public var payee: String
  /// The amount in figures, in cents.
  public var amountInCents: Int
  /// The amount as written in words; it need not agree with the figures.
  public var amountInWords: String
  /// What the payment is for; for a cashier's check, who sent it.
  public var memo: String
  /// The number in the top right corner.
  public var serial: String
  /// The line in magnetic ink.
  public var micr: MICRPrint
  /// The paper.
  public var background: CheckBackground
  /// The colour of names, frames and rules.
  public var accent: InkColor
  /// How many voids (spots without ink, at most 0.008 inch square) a MICR character has on
  /// average.
  public var voidsPerCharacter: Double
  /// How the line in magnetic ink is printed.
  public var micrStyle: MICRStyle
  /// What is put on and around that line.
  public var overprint: Overprint
  /// The pixels of one inch of the picture, from 50 to 1200.
  public var dpi: Double
  /// What the signature, the waves and the voids are made from.
  public var seed: UInt64

  /// Makes a design; what is not given is a plain sample.
  ///
  /// The amount in words is made from that in cents when it is `nil`.
  public init(
    kind: Kind,
    payerLines: [String] = ["Alex Sample", "12 Example Street", "Springvale, ZZ 00000"],
    bankName: String = "Lantern Hill Savings Bank",
    bankAddress: String = "1 Market Square, Springvale, ZZ", date: String = "March 14, 2026",
    payee: String, amountInCents: Int, amountInWords: String? = nil, memo: String = "",
    serial: String = "1001", micr: MICRPrint, background: CheckBackground = .plain,
    accent: InkColor = InkColor(red: 30, green: 60, blue: 110), voidsPerCharacter: Double = 0,
    micrStyle: MICRStyle = MICRStyle(), overprint: Overprint = Overprint(), dpi: Double = 200,
    seed: UInt64 = 1
  ) {
    self.kind = kind
    self.payerLines = payerLines
    self.bankName = bankName
    self.bankAddress = bankAddress
    self.date = date
    self.payee = payee
    self.amountInCents = amountInCents
    self.amountInWords = amountInWords ?? AmountInWords.text(cents: amountInCents)
    self.memo = memo
    self.serial = serial
    self.micr = micr
    self.background = background
    self.accent = accent
    self.voidsPerCharacter = voidsPerCharacter
    self.micrStyle = micrStyle
    self.overprint = overprint
    self.dpi = dpi
    self.seed = seed
  }

  /// The width of the check, in inches.
  public var widthInInches: Double { kind == .personal ? 6 : 8.5 }

  /// The height of the check, in inches.
  public var heightInInches: Double { kind == .personal ? 2.75 : 3.5 }
}
