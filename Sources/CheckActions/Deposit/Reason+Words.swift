extension Reason {
  /// The reason in one plain sentence, without any number of an account or of another check, so
  /// that it can be shown to anyone.
  public var inWords: String {
    switch self {
    case .notAnImage: "The file is not a picture."
    case .truncated: "The picture file is incomplete or damaged."
    case .tooLarge: "The picture is larger than can be taken."
    case .blank: "The picture shows nothing."
    case .poorImage: "The picture is of poor quality."
    case .unusableImage: "The picture is of too poor a quality to be used."
    case .missingRear: "There is no picture of the rear side."
    case .noMICRLine: "The line of numbers at the bottom of the check was not found."
    case .unsureCharacters: "Some characters of the line at the bottom are hard to read."
    case .incompleteLine: "The line at the bottom of the check is incomplete."
    case .unknownFormat: "The line at the bottom of the check has an unknown form."
    case .routingCheckDigit: "The routing number on the check is not a valid one."
    case .routingUnknown: "The bank on the check is not in the routing directory."
    case .foreignLayout: "The check is drawn on a bank of another country."
    case .amountDiffers: "The amount on the check differs from the amount that was stated."
    case .accountUnknown: "The account is not open yet."
    case .overItemLimit: "The amount is above the limit for one check."
    case .overDayLimit: "The amount is above what may be deposited in one day."
    case .sameBytes: "The same picture was submitted before."
    case .duplicate: "The check was submitted before."
    case .sameIdentity: "A check with the same line was submitted before."
    case .sameAmountNoSerial:
      "A check of the same payor account and amount was submitted a short while ago."
    }
  }
}
