/// Record 10: what a cash letter is.
public struct CashLetterHeaderLayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.cashLetterHeader
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// What is in it: `01` checks to collect, `03` returns.
  public let collectionType = Field.code(
    "collection type indicator", 3...4, "00 01 02 03 04 05 06 10 20 99")
  /// The routing number of the institution that it goes to.
  public let destination = Field.routing("destination routing number", 5...13)
  /// The routing number of the institution that makes it.
  public let institution = Field.routing("ECE institution routing number", 14...22)
  /// The business day of the institution that makes it.
  public let businessDate = Field.date("cash letter business date", 23...30)
  /// The day on which it was made.
  public let creationDate = Field.date("cash letter creation date", 31...38)
  /// The time of day at which it was made.
  public let creationTime = Field.time("cash letter creation time", 39...42)
  /// `I` where images come with the items.
  public let recordTypeIndicator = Field.code("cash letter record type indicator", 43...43, "NEIF")
  /// How items are documented; `G` is by images in the file.
  public let documentationType = Field.code(
    "cash letter documentation type indicator", 44...44, "ABCDEFGHIJKLMZ", isOptional: true)
  /// Its name among those of the institution and business day, up to eight characters.
  public let letterID = Field.text("cash letter ID", 45...52, isOptional: false)
  /// Whom to ask.
  public let contactName = Field.text("originator contact name", 53...66)
  /// Their telephone, ten digits.
  public let contactPhone = Field.digits(
    "originator contact phone number", 67...76, isOptional: true)
  /// How a Federal Reserve Bank sorts it.
  public let fedWorkType = Field.text("fed work type", 77...77)
  /// Which returns it has.
  public let returnsIndicator = Field.code(
    "returns indicator", 78...78, "EJR", isOptional: true, since: .edition2008)
  /// What two parties agreed on.
  public let user = Field.text("user field", 79...79)
  let reserved = Field.reserved(80...80)
}

/// Record 10: what a cash letter is.
public typealias CashLetterHeader = Record<CashLetterHeaderLayout>

/// Record 90: what a cash letter adds up to.
public struct CashLetterControlLayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.cashLetterControl
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// How many bundles there are.
  public let bundles = Field.number("bundle count", 3...8)
  /// How many items there are.
  public let items = Field.number("items within cash letter count", 9...16)
  /// The sum of the items, in cents.
  public let amountCents = Field.number("cash letter total amount", 17...30)
  /// How many image views there are.
  public let images = Field.number("images within cash letter count", 31...39, isOptional: true)
  /// The name of the institution that makes it.
  public let institutionName = Field.text("ECE institution name", 40...57)
  /// The day on which it is to be settled.
  public let settlementDate = Field.date("settlement date", 58...65, isOptional: true)
  /// Whether credits are in the totals.
  public let creditsCounted = Field.code(
    "credit total indicator", 66...66, "01", isOptional: true, since: .edition2008)
  let reserved = Field.reserved(67...80)
}

/// Record 90: what a cash letter adds up to.
public typealias CashLetterControl = Record<CashLetterControlLayout>
