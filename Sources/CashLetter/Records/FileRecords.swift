/// Record 01: what a file is, from whom and to whom.
public struct FileHeaderLayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.fileHeader
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// The version of the standard that the file follows.
  public let level = Field.code("standard level", 3...4, "03 30 35")
  /// `T` for a test, `P` for production.
  public let testIndicator = Field.code("file type indicator", 5...5, "TP")
  /// The routing number of the institution that the file goes to.
  public let destination = Field.routing("immediate destination routing number", 6...14)
  /// The routing number of the institution that sends it.
  public let origin = Field.routing("immediate origin routing number", 15...23)
  /// The day on which the file was made.
  public let creationDate = Field.date("file creation date", 24...31)
  /// The time of day at which it was made.
  public let creationTime = Field.time("file creation time", 32...35)
  /// `Y` where the same file was sent before, else `N`.
  public let resendIndicator = Field.code("resend indicator", 36...36, "YN")
  /// The name of the institution that the file goes to.
  public let destinationName = Field.text("immediate destination name", 37...54)
  /// The name of the institution that sends it.
  public let originName = Field.text("immediate origin name", 55...72)
  /// Tells files of the same minute apart: `A` to `Z`, `0` to `9`.
  public let fileIDModifier = Field.text("file ID modifier", 73...73)
  /// The country of the payor banks, as two letters.
  public let country = Field.text("country code", 74...75)
  /// What two parties agreed on.
  public let user = Field.text("user field", 76...79)
  /// Which companion document the file follows.
  public let companionDocument = Field.code(
    "companion document indicator", 80...80, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    isOptional: true, since: .edition2008)
}

/// Record 01: what a file is, from whom and to whom.
public typealias FileHeader = Record<FileHeaderLayout>

/// Record 99: what a file adds up to.
public struct FileControlLayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.fileControl
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// How many cash letters there are.
  public let cashLetters = Field.number("cash letter count", 3...8)
  /// How many records there are, this one counted.
  public let records = Field.number("total record count", 9...16)
  /// How many items there are.
  public let items = Field.number("total item count", 17...24)
  /// The sum of the items, in cents.
  public let amountCents = Field.number("file total amount", 25...40)
  /// Whom to ask.
  public let contactName = Field.text("immediate origin contact name", 41...54)
  /// Their telephone, ten digits.
  public let contactPhone = Field.digits(
    "immediate origin contact phone number", 55...64, isOptional: true)
  /// Whether credits are in the totals.
  public let creditsCounted = Field.code(
    "credit total indicator", 65...65, "01", isOptional: true, since: .edition2008)
  let reserved = Field.reserved(66...80)
}

/// Record 99: what a file adds up to.
public typealias FileControl = Record<FileControlLayout>
