/// Record 54: how good an image is.
///
/// Of each: 1 a defect, or not usable; 2 none, or usable; 0 not tested.
public struct ImageViewAnalysisLayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.imageViewAnalysis
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// Any defect of the image.
  public let quality = Field.verdict("global image quality", 3)
  /// Any part that is not usable.
  public let usability = Field.verdict("global image usability", 4)
  /// The sender's own test.
  public let ownTest = Field.verdict("imaging bank specific test", 5)
  /// A part is missing.
  public let partial = Field.verdict("partial image", 6)
  /// It lies askew.
  public let skew = Field.verdict("excessive image skew", 7)
  /// Another document lies on it.
  public let piggyback = Field.verdict("piggyback image", 8)
  /// It is too light or too dark.
  public let lightOrDark = Field.verdict("too light or too dark", 9)
  /// It has streaks or bands.
  public let streaks = Field.verdict("streaks and or bands", 10)
  /// It has fewer bytes than an image should have.
  public let tooSmall = Field.verdict("below minimum image size", 11)
  /// It has more bytes than an image should have.
  public let tooLarge = Field.verdict("exceeds maximum image size", 12)
  let reserved = Field.reserved(13...25)
  /// It was made for proof of deposit.
  public let proofOfDeposit = Field.verdict("image-enabled POD", 26)
  /// The document itself is bad.
  public let source = Field.verdict("source document bad", 27)
  /// The date.
  public let date = Field.verdict("date usability", 28)
  /// The payee.
  public let payee = Field.verdict("payee usability", 29)
  /// The amount in figures.
  public let amount = Field.verdict("convenience amount usability", 30)
  /// The amount in words.
  public let amountInWords = Field.verdict("amount in words usability", 31)
  /// The signature.
  public let signature = Field.verdict("signature usability", 32)
  /// The payor's name and address.
  public let payor = Field.verdict("payor name and address usability", 33)
  /// The E-13B line.
  public let line = Field.verdict("MICR line usability", 34)
  /// The memo.
  public let memo = Field.verdict("memo line usability", 35)
  /// The payor bank's name and address.
  public let payorBank = Field.verdict("payor bank name and address usability", 36)
  /// The payee's endorsement.
  public let payeeEndorsement = Field.verdict("payee endorsement usability", 37)
  /// The bank of first deposit's endorsement.
  public let firstEndorsement = Field.verdict("BOFD endorsement usability", 38)
  /// Later endorsements.
  public let laterEndorsement = Field.verdict("transit endorsement usability", 39)
  let reservedMiddle = Field.reserved(40...45)
  /// What two parties agreed on.
  public let user = Field.text("user field", 46...65)
  let reservedLast = Field.reserved(66...80)
}

/// Record 54: how good an image is.
///
/// Of each: 1 a defect, or not usable; 2 none, or usable; 0 not tested.
public typealias ImageViewAnalysis = Record<ImageViewAnalysisLayout>
