/// Record 61: the credit of a deposit; its amount is in no total.
public struct CreditLayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.credit
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// The auxiliary on-us field of its line.
  public let auxiliaryOnUs = Field.micr("auxiliary on-us", 3...17)
  /// The external processing code of its line.
  public let externalProcessingCode = Field.text("external processing code", 18...18)
  /// The routing number of the bank that the account is at.
  public let postingRouting = Field.routing("posting bank routing number", 19...27)
  /// The account, as an on-us field.
  public let onUs = Field.micr("on-us", 28...47)
  /// The amount, in cents.
  public let amountCents = Field.number("item amount", 48...57)
  /// The number that the institution that makes the file gave to it.
  public let itemSequence = Field.sequence("ECE institution item sequence number", 58...72)
  /// How it is documented; `G` is by images in the file.
  public let documentationType = Field.code(
    "documentation type indicator", 73...73, "ABCDEFGHIJKLMZ", isOptional: true)
  /// What kind of account it is.
  public let accountType = Field.text("type of account code", 74...74)
  /// Where it comes from.
  public let sourceOfWork = Field.text("source of work code", 75...75)
  /// What kind of work it is.
  public let workType = Field.text("work type", 76...76)
  /// Whether it is a debit or a credit.
  public let debitOrCredit = Field.text("debit or credit indicator", 77...77)
  let reserved = Field.reserved(78...80)
}

/// Record 61: the credit of a deposit; its amount is in no total.
public typealias Credit = Record<CreditLayout>

/// Record 62: the credit of a deposit, of 100 positions; its amount is in no total.
public struct CreditItemLayout: RecordLayout {
  /// The type of the record.
  public static let type = RecordType.creditItem
  /// The one instance there is.
  public static let shared = Self()
  /// Its fields in their order.
  public static let format = RecordFormat(shared)

  /// The auxiliary on-us field of its line.
  public let auxiliaryOnUs = Field.micr("auxiliary on-us", 3...17)
  /// The external processing code of its line.
  public let externalProcessingCode = Field.text("external processing code", 18...18)
  /// The routing number of the bank that the account is at.
  public let postingRouting = Field.routing("posting bank routing number", 19...27)
  /// The account, as an on-us field.
  public let onUs = Field.micr("on-us", 28...47)
  /// The amount, in cents.
  public let amountCents = Field.number("item amount", 48...61)
  /// The number that the institution that makes the file gave to it.
  public let itemSequence = Field.sequence("credit item sequence number", 62...76)
  /// How it is documented; `G` is by images in the file.
  public let documentationType = Field.code(
    "documentation type indicator", 77...77, "ABCDEFGHIJKLMZ", isOptional: true)
  /// What kind of account it is.
  public let accountType = Field.text("account type code", 78...78)
  /// Where it comes from.
  public let sourceOfWork = Field.text("source of work code", 79...80)
  /// What two parties agreed on.
  public let user = Field.text("user field", 81...96)
  let reserved = Field.reserved(97...100)
}

/// Record 62: the credit of a deposit, of 100 positions; its amount is in no total.
public typealias CreditItem = Record<CreditItemLayout>
