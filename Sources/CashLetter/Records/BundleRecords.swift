/// Record 20: what a bundle of items is.
public struct BundleHeaderLayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.bundleHeader
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// What is in it, as in the header of the cash letter.
  public let collectionType = Field.code(
    "collection type indicator", 3...4, "00 01 02 03 04 05 06 10 20 99")
  /// The routing number of the institution that it goes to.
  public let destination = Field.routing("destination routing number", 5...13)
  /// The routing number of the institution that makes it.
  public let institution = Field.routing("ECE institution routing number", 14...22)
  /// The business day of the institution that makes it.
  public let businessDate = Field.date("bundle business date", 23...30)
  /// The day on which it was made.
  public let creationDate = Field.date("bundle creation date", 31...38)
  /// Its name, up to ten characters.
  public let bundleID = Field.text("bundle ID", 39...48)
  /// Its place in the cash letter, from 1.
  public let sequence = Field.number("bundle sequence number", 49...52)
  /// The business cycle in which it was made.
  public let cycle = Field.text("cycle number", 53...54)
  /// The routing number of where returns go.
  public let returnLocation = Field.routing(
    "return location routing number", 55...63, isOptional: true)
  /// What two parties agreed on.
  public let user = Field.text("user field", 64...68)
  let reserved = Field.reserved(69...80)
}

/// Record 20: what a bundle of items is.
public typealias BundleHeader = Record<BundleHeaderLayout>

/// Record 70: what a bundle adds up to.
public struct BundleControlLayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.bundleControl
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// How many items there are.
  public let items = Field.number("items within bundle count", 3...6)
  /// The sum of the items, in cents.
  public let amountCents = Field.number("bundle total amount", 7...18)
  /// The sum of the items whose line was read well, in cents.
  public let validAmountCents = Field.number("MICR valid total amount", 19...30, isOptional: true)
  /// How many image views there are.
  public let images = Field.number("images within bundle count", 31...35, isOptional: true)
  /// What two parties agreed on.
  public let user = Field.text("user field", 36...55)
  /// Whether credits are in the totals.
  public let creditsCounted = Field.code(
    "credit total indicator", 56...56, "01", isOptional: true, since: .edition2008)
  let reserved = Field.reserved(57...80)
}

/// Record 70: what a bundle adds up to.
public typealias BundleControl = Record<BundleControlLayout>
