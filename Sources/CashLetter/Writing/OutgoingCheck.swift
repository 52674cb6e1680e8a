/// A check that is to go into a letter.
public struct OutgoingCheck: Sendable, Hashable {
  /// One side of it, as image exchange has it.
  public struct Side: Sendable, Hashable {
    /// The TIFF.
    public var image: [UInt8]
    /// Whether it is an image of the check itself, and not one that was made in its place.
    public var isActual: Bool
    /// What was found of its quality.
    public var analysis: ImageViewAnalysis?

    /// Makes a side from its parts.
    public init(image: [UInt8], isActual: Bool = true, analysis: ImageViewAnalysis? = nil) {
      self.image = image
      self.isActual = isActual
      self.analysis = analysis
    }
  }

  /// The nine digits of the payor bank's routing number.
  public var payorRouting: String
  /// The on-us field, with `/` for the on-us symbol and `-` for the dash; at most 20 characters.
  public var onUs: String
  /// The auxiliary on-us field; at most 15 characters.
  public var auxiliaryOnUs: String?
  /// The external processing code, one digit.
  public var externalProcessingCode: String?
  /// The amount, in cents; 1 to 9,999,999,999.
  public var amountCents: Int
  /// The item's sequence number, 1 or more, of at most 15 digits.
  public var sequence: Int
  /// The business day on which it was deposited.
  public var depositDate: LetterDate
  /// The account that it was deposited to; files have its last 18 characters.
  public var account: String
  /// Whether a person corrected its line.
  public var isLineCorrected = false
  /// The front.
  public var front: Side
  /// The rear.
  public var rear: Side

  /// Makes a check from its parts.
  public init(
    payorRouting: String, onUs: String, auxiliaryOnUs: String? = nil,
    externalProcessingCode: String? = nil, amountCents: Int, sequence: Int,
    depositDate: LetterDate, account: String, front: Side, rear: Side
  ) {
    self.payorRouting = payorRouting
    self.onUs = onUs
    self.auxiliaryOnUs = auxiliaryOnUs
    self.externalProcessingCode = externalProcessingCode
    self.amountCents = amountCents
    self.sequence = sequence
    self.depositDate = depositDate
    self.account = account
    self.front = front
    self.rear = rear
  }
}
