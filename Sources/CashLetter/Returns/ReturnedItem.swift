/// An item that a bank sends back, by the three things that tell which it is: bank of first deposit,
/// day and number.
public struct ReturnedItem: Sendable, Hashable {
  /// The routing number of the bank of first deposit.
  public var firstBank: String
  /// The business day of the deposit.
  public var depositDate: LetterDate
  /// The number that the bank of first deposit gave to the item.
  public var sequence: Int
  /// The amount, in cents.
  public var amountCents: Int
  /// The code of the reason.
  public var reason: String
  /// The nine digits of the payor bank's routing number; `nil` where the record has them not.
  public var payorRouting: String?
  /// The on-us field of its line.
  public var onUs: String?
  /// Whether it is an administrative return, whose reasons mean something else.
  public var isAdministrative = false
  /// Whether the file is a test; `nil` where it does not begin with a file header.
  public var isTest: Bool?

  /// Makes an item from what every return states.
  public init(
    firstBank: String, depositDate: LetterDate, sequence: Int, amountCents: Int, reason: String
  ) {
    self.firstBank = firstBank
    self.depositDate = depositDate
    self.sequence = sequence
    self.amountCents = amountCents
    self.reason = reason
  }
}

/// Reads the returned items of a file, one at a time, out of records 31 and 32.
///
/// What is damaged is told, and the rest is read.
public struct ReturnedItemReader {
  /// What is next in the file.
  public enum Event: Sendable, Hashable {
    /// A returned item.
    case item(ReturnedItem)
    /// Something that no item can be made of: the number of its record, where it is, and why.
    case problem(record: Int, offset: Int, reason: String)
  }

  private var reader: CashLetterReader
  private var detail: (record: RawRecord, detail: ReturnDetail)?
  private var isTest: Bool?
  private var collectionType: String?
  private var isAdministrative = false

  /// Reads from what gives the next bytes of a file; an empty piece is the end.
  public init(_ next: @escaping () throws -> [UInt8]) { reader = CashLetterReader(next) }

  /// The next item or problem; `nil` at the end of the file.
  ///
  /// - Throws: What giving the bytes throws.
  public mutating func next() throws -> Event? {
    while let event = try reader.next() {
      switch event {
      case .damage(let offset, _, let reason):
        return .problem(record: 0, offset: offset, reason: reason)
      case .record(let record):
        if let event = take(record) { return event }
      }
    }
    return takeWaiting("the file ends before its record 32")
  }

  private mutating func take(_ record: RawRecord) -> Event? {
    if let header = record.record(FileHeaderLayout.self) {
      isTest = header.testIndicator.map { $0 == "T" }
    } else if let header = record.record(CashLetterHeaderLayout.self) {
      collectionType = header.collectionType
      isAdministrative = header.returnsIndicator == "E"
    } else if let header = record.record(BundleHeaderLayout.self) {
      collectionType = header.collectionType
    }
    if let next = record.record(ReturnDetailLayout.self) {
      defer { detail = (record, next) }
      return takeWaiting("no record 32 follows it")
    }
    if record.type == .checkDetail {
      return .problem(
        record: record.number, offset: record.offset,
        reason: "it is a check on its way, not a returned one")
    }
    guard let addendum = record.record(ReturnAddendumALayout.self), addendum.number ?? 1 == 1
    else { return nil }
    guard let waiting = detail else {
      return .problem(
        record: record.number, offset: record.offset,
        reason: "it is a second bank of first deposit, or has no record 31 before it")
    }
    detail = nil
    // Source: X9.100-187, collection types 04, 05 and 06 carry no value; so does a notification.
    guard collectionType == "03", waiting.detail.notification != "1" else {
      return .problem(
        record: waiting.record.number, offset: waiting.record.offset,
        reason: "it is a notification without value (collection type "
          + "\(collectionType ?? "unknown")), and no return")
    }
    guard let firstBank = addendum.firstBank, let date = addendum.date,
      let sequence = addendum.itemSequence.flatMap({ Int($0) })
    else {
      return .problem(
        record: record.number, offset: record.offset,
        reason: "it does not name bank of first deposit, day and item sequence number")
    }
    guard let amount = waiting.detail.amountCents, let reason = waiting.detail.reason else {
      return .problem(
        record: waiting.record.number, offset: waiting.record.offset,
        reason: "it does not state amount and return reason")
    }
    var item = ReturnedItem(
      firstBank: firstBank, depositDate: date, sequence: sequence, amountCents: amount,
      reason: reason)
    if let payor = waiting.detail.payorRouting, let digit = waiting.detail.payorCheckDigit {
      item.payorRouting = payor + digit
    }
    item.onUs = waiting.detail.onUs
    item.isTest = isTest
    item.isAdministrative = isAdministrative
    return .item(item)
  }

  private mutating func takeWaiting(_ reason: String) -> Event? {
    defer { detail = nil }
    return detail.map {
      .problem(record: $0.record.number, offset: $0.record.offset, reason: reason)
    }
  }
}
