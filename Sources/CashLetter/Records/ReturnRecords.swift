/// Record 31: a returned item.
public struct ReturnDetailLayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.returnDetail
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// The first eight digits of the payor bank's routing number.
  public let payorRouting = Field.digits("payor bank routing number", 3...10)
  /// The ninth.
  public let payorCheckDigit = Field.digits(
    "payor bank routing number check digit", 11...11, isOptional: true)
  /// The on-us field of its line, `/` for the on-us symbol.
  public let onUs = Field.micr("on-us", 12...31)
  /// The amount, in cents.
  public let amountCents = Field.number("item amount", 32...41)
  /// Why it is returned.
  public let reason = Field.text("return reason", 42...42, isOptional: false)
  /// How many addenda follow.
  public let addenda = Field.number("addendum count", 43...44)
  /// How the item is documented; `G` is by images in the file.
  public let documentationType = Field.code(
    "documentation type indicator", 45...45, "ABCDEFGHIJKLMZ", isOptional: true)
  /// The business day of the bundle that it was sent in.
  public let forwardDate = Field.date("forward bundle date", 46...53, isOptional: true)
  /// The number that the institution that makes the file gave to the item.
  public let itemSequence = Field.sequence("ECE institution item sequence number", 54...68)
  /// The external processing code of its line.
  public let externalProcessingCode = Field.text("external processing code", 69...69)
  /// How the return was notified.
  public let notification = Field.code(
    "return notification indicator", 70...70, "12", isOptional: true)
  /// What the sender archives.
  public let archiveType = Field.code(
    "return archive type indicator", 71...71, "ABCDEFGHI", isOptional: true)
  /// How often it was returned before.
  public let timesReturned = Field.code(
    "number of times returned", 72...72, "0123", isOptional: true)
  let reserved = Field.reserved(73...80)
}

/// Record 31: a returned item.
public typealias ReturnDetail = Record<ReturnDetailLayout>

/// Record 32: the bank of first deposit of a returned item.
public struct ReturnAddendumALayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.returnAddendumA
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// Its place among those of the item, from 1.
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
  public let truncation = Field.code("truncation indicator", 74...74, "YN", isOptional: true)
  /// How paper became an image.
  public let conversion = Field.code(
    "BOFD conversion indicator", 75...75, "012345678", isOptional: true)
  /// Whether and how the line was repaired.
  public let correction = Field.code(
    "BOFD correction indicator", 76...76, "01234", isOptional: true)
  /// What two parties agreed on.
  public let user = Field.text("user field", 77...77)
  let reserved = Field.reserved(78...80)
}

/// Record 32: the bank of first deposit of a returned item.
public typealias ReturnAddendumA = Record<ReturnAddendumALayout>

/// Record 33: the payor bank of a returned item.
public struct ReturnAddendumBLayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.returnAddendumB
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// The payor bank's name.
  public let bankName = Field.text("payor bank name", 3...20)
  /// The auxiliary on-us field of its line.
  public let auxiliaryOnUs = Field.micr("auxiliary on-us", 21...35)
  /// The number that the payor bank gave to the item.
  public let itemSequence = Field.sequence(
    "payor bank item sequence number", 36...50, isOptional: true)
  /// The payor bank's business day.
  public let date = Field.date("payor bank business date", 51...58, isOptional: true)
  /// The name of the account that it was drawn on.
  public let accountName = Field.text("payor account name", 59...80, isPrivate: true)
}

/// Record 33: the payor bank of a returned item.
public typealias ReturnAddendumB = Record<ReturnAddendumBLayout>

/// Record 35: a later endorser of a returned item.
public struct ReturnAddendumDLayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.returnAddendumD
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

/// Record 35: a later endorser of a returned item.
public typealias ReturnAddendumD = Record<ReturnAddendumDLayout>
