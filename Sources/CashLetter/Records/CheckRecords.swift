/// Record 25: a check.
public struct CheckDetailLayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.checkDetail
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// The auxiliary on-us field of its line.
  public let auxiliaryOnUs = Field.micr("auxiliary on-us", 3...17)
  /// The external processing code of its line.
  public let externalProcessingCode = Field.text("external processing code", 18...18)
  /// The first eight digits of the payor bank's routing number.
  public let payorRouting = Field.digits("payor bank routing number", 19...26)
  /// The ninth.
  public let payorCheckDigit = Field.digits(
    "payor bank routing number check digit", 27...27, isOptional: true)
  /// The on-us field of its line, `/` for the on-us symbol.
  public let onUs = Field.micr("on-us", 28...47)
  /// The amount, in cents.
  public let amountCents = Field.number("item amount", 48...57)
  /// The number that the institution that makes the file gave to the item.
  public let itemSequence = Field.sequence("ECE institution item sequence number", 58...72)
  /// How the item is documented; `G` is by images in the file.
  public let documentationType = Field.code(
    "documentation type indicator", 73...73, "ABCDEFGHIJKLMZ", isOptional: true)
  /// Which returns are taken.
  public let returnAcceptance = Field.code(
    "return acceptance indicator", 74...74, "0123456789", isOptional: true)
  /// How the line was read: 1 well, 2 with a field missing, 3 with an error, 4 with both.
  public let micrValid = Field.code("MICR valid indicator", 75...75, "1234", isOptional: true)
  /// `Y` where the sender is the bank of first deposit.
  public let isFirstBank = Field.code("BOFD indicator", 76...76, "YNU")
  /// How many addenda follow.
  public let addenda = Field.number("addendum count", 77...78)
  /// Whether and how the line was repaired; 0 is not.
  public let correction = Field.code("correction indicator", 79...79, "01234", isOptional: true)
  /// What the sender archives.
  public let archiveType = Field.code(
    "archive type indicator", 80...80, "ABCDEFGHI", isOptional: true)
}

/// Record 25: a check.
public typealias CheckDetail = Record<CheckDetailLayout>

/// Record 26: the bank of first deposit of a check.
public struct CheckAddendumALayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.checkAddendumA
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// Its place among those of the check, from 1.
  public let number = Field.number("record number", 3...3)
  /// The routing number of the bank of first deposit.
  public let firstBank = Field.routing("BOFD routing number", 4...12)
  /// The business day of the deposit.
  public let date = Field.date("BOFD business date", 13...20)
  /// The number that the bank of first deposit gave to the item.
  public let itemSequence = Field.sequence("BOFD item sequence number", 21...35)
  /// The account that it was deposited to.
  public let account = Field.text("deposit account number at BOFD", 36...53, isPrivate: true)
  /// The branch.
  public let branch = Field.text("BOFD deposit branch", 54...58)
  /// The payee.
  public let payee = Field.text("payee name", 59...73, isPrivate: true)
  /// `Y` where this bank kept the paper.
  public let truncation = Field.code("truncation indicator", 74...74, "YN")
  /// How paper became an image; 2 is from the original paper to an image.
  public let conversion = Field.code(
    "BOFD conversion indicator", 75...75, "012345678", isOptional: true)
  /// Whether and how the line was repaired; 0 is not.
  public let correction = Field.code(
    "BOFD correction indicator", 76...76, "01234", isOptional: true)
  /// What two parties agreed on.
  public let user = Field.text("user field", 77...77)
  let reserved = Field.reserved(78...80)
}

/// Record 26: the bank of first deposit of a check.
public typealias CheckAddendumA = Record<CheckAddendumALayout>

/// Record 28: a later endorser of a check.
public struct CheckAddendumCLayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.checkAddendumC
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// Its place among those of the item, from 1.
  public let number = Field.number("record number", 3...4)
  /// The routing number of the bank that endorsed.
  public let endorser = Field.routing("endorsing bank routing number", 5...13)
  /// The business day of the endorsement.
  public let date = Field.date("endorsement business date", 14...21)
  /// The number that the bank gave to the item.
  public let itemSequence = Field.sequence("endorsing bank item sequence number", 22...36)
  /// `Y` where this bank kept the paper.
  public let truncation = Field.code("truncation indicator", 37...37, "YN", isOptional: true)
  /// How paper became an image.
  public let conversion = Field.code(
    "endorsing bank conversion indicator", 38...38, "012345678", isOptional: true)
  /// Whether and how the line was repaired.
  public let correction = Field.code(
    "endorsing bank correction indicator", 39...39, "01234", isOptional: true)
  /// Why this bank returned the item.
  public let returnReason = Field.text("return reason", 40...40)
  /// What two parties agreed on.
  public let user = Field.text("user field", 41...59)
  /// Which part the bank had.
  public let endorserKind = Field.code(
    "endorsing bank identifier", 60...60, "0123", isOptional: true, since: .edition2008)
  let reserved = Field.reserved(61...80)
}

/// Record 28: a later endorser of a check.
public typealias CheckAddendumC = Record<CheckAddendumCLayout>
