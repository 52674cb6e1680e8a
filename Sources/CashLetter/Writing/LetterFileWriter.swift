import ImageCodecs

/// Writes a file of any cash letters, record by record, and balances it: bundles are opened and
/// closed as they fill, and every control record states what was written before it.
///
/// It keeps nothing of an item once it is written.
///
/// ```swift
/// var writer = LetterFileWriter(dialect: dialect) { try handle.write(contentsOf: $0) }
/// try writer.begin(fileHeader)
/// try writer.begin(cashLetterHeader)
/// for item in items { try writer.add(item) }
/// try writer.endCashLetter()
/// try writer.end()
/// ```
public struct LetterFileWriter {
  private struct OpenLetter {
    var header: CashLetterHeader
    var institutionName: String
    var totals = LetterTotals()
    var bundles = 0
    var bundle: LetterTotals?
  }

  /// The business cycle that bundles and their images name.
  static let cycle = "01"
  /// The largest sum that the control record of a bundle can state, in cents.
  private static let largestBundleCents = 999_999_999_999

  private let dialect: LetterDialect
  private var writer: RecordWriter
  private var hasBegun = false
  private var letter: OpenLetter?
  private var letters = 0
  private var isEnded = false
  /// What was written so far.
  public private(set) var totals = LetterTotals()

  /// Makes a writer that gives its bytes to `write`, a record at a time.
  public init(dialect: LetterDialect, write: @escaping ([UInt8]) throws -> Void) {
    self.dialect = dialect
    writer = RecordWriter(level: dialect.level, encoding: dialect.encoding, write: write)
  }

  /// Begins the file.
  ///
  /// - Throws: ``CashLetterError``, or what writing throws; so do the other functions.
  public mutating func begin(_ header: FileHeader) throws {
    guard !hasBegun else { throw CashLetterError.order("the file has begun already") }
    try writer.write(header)
    hasBegun = true
  }

  /// Begins a cash letter; its control record names the institution.
  public mutating func begin(_ header: CashLetterHeader, institutionName: String = "") throws {
    guard hasBegun, letter == nil, !isEnded else {
      throw CashLetterError.order("a cash letter begins in a file, after the end of the last one")
    }
    try writer.write(header)
    letter = OpenLetter(header: header, institutionName: institutionName)
  }

  /// Writes the credit of the deposit, the first record of its first bundle; it is in no total.
  public mutating func add(_ credit: Credit) throws {
    try checkCreditIsFirst()
    try openBundle(for: LetterTotals())
    try writer.write(credit)
  }

  /// Writes the credit of the deposit, before its first bundle; it is in no total.
  public mutating func add(_ credit: CreditItem) throws {
    try checkCreditIsFirst()
    try writer.write(credit)
  }

  /// Writes an item with its images.
  public mutating func add(_ item: LetterItem) throws {
    try checkImages(of: item)
    let totals = item.totals
    try openBundle(for: totals)
    switch item.kind {
    case .check(let detail, let firstBanks, let endorsers):
      try writer.write(detail)
      for record in firstBanks { try writer.write(record) }
      for record in endorsers { try writer.write(record) }
    case .returned(let detail, let firstBanks, let payor, let endorsers):
      try writer.write(detail)
      for record in firstBanks { try writer.write(record) }
      if let payor { try writer.write(payor) }
      for record in endorsers { try writer.write(record) }
    }
    for view in item.views { try writer.write(view) }
    letter?.bundle? += totals
  }

  /// Ends the cash letter.
  public mutating func endCashLetter() throws {
    try closeBundle()
    guard let letter else { throw CashLetterError.order("no cash letter has begun") }
    var control = CashLetterControl()
    control.bundles = letter.bundles
    control.items = letter.totals.items
    control.amountCents = letter.totals.amountCents
    control.images = letter.totals.images
    // The strictest readers take letters only.
    control.institutionName = letter.institutionName.filter { !$0.isNumber }.fitted(18)
    control.creditsCounted = creditsCounted
    try writer.write(control)
    totals += letter.totals
    letters += 1
    self.letter = nil
  }

  /// Ends the file.
  public mutating func end(contactName: String = "", contactPhone: String = "") throws {
    guard hasBegun, letter == nil, !isEnded else {
      throw CashLetterError.order("a file ends after its last cash letter, and once")
    }
    var control = FileControl()
    control.cashLetters = letters
    control.records = writer.count + 1
    control.items = totals.items
    control.amountCents = totals.amountCents
    control.contactName = contactName
    control.contactPhone = contactPhone
    control.creditsCounted = creditsCounted
    try writer.write(control)
    isEnded = true
  }

  private var creditsCounted: String? { dialect.level > .dstu ? "0" : nil }

  private func checkCreditIsFirst() throws {
    guard letter?.bundles == 0 else {
      throw CashLetterError.order("a credit comes before the items of its deposit")
    }
  }

  private mutating func openBundle(for item: LetterTotals) throws {
    guard letter != nil else { throw CashLetterError.order("an item comes in a cash letter") }
    if let bundle = letter?.bundle {
      let sum = bundle.amountCents + item.amountCents
      if bundle.items < dialect.itemsPerBundle, sum <= Self.largestBundleCents { return }
      try closeBundle()
    }
    guard var letter else { return }
    letter.bundles += 1
    letter.bundle = LetterTotals()
    var header = BundleHeader()
    header.collectionType = letter.header.collectionType
    header.destination = letter.header.destination
    header.institution = letter.header.institution
    header.businessDate = letter.header.businessDate
    header.creationDate = letter.header.creationDate
    header.bundleID = (letter.header.letterID ?? "").suffix(6) + letter.bundles.padded(4)
    header.sequence = letter.bundles
    header.cycle = Self.cycle
    try writer.write(header)
    self.letter = letter
  }

  private mutating func closeBundle() throws {
    guard let bundle = letter?.bundle else { return }
    var control = BundleControl()
    control.items = bundle.items
    control.amountCents = bundle.amountCents
    control.validAmountCents = bundle.validAmountCents
    control.images = bundle.images
    control.creditsCounted = creditsCounted
    try writer.write(control)
    letter?.totals += bundle
    letter?.bundle = nil
  }

  private func checkImages(of item: LetterItem) throws {
    for view in item.views {
      guard let fault = ExchangeTIFF.faults(in: view.image).first else { continue }
      throw CashLetterError.image(
        sequence: view.data.itemSequence ?? "?", side: view.detail.side == "1" ? "rear" : "front",
        reason: "\(fault.subject) is \(fault.found) instead of \(fault.expected)")
    }
  }
}

extension Int {
  /// The digits of a number, with zeros before them.
  func padded(_ width: Int) -> String {
    String(decoding: ascii(.number, width: width), as: UTF8.self)
  }
}

extension String {
  /// As much of a name as a field has room for, in letters, digits and blanks.
  func fitted(_ width: Int) -> String {
    let plain = unicodeScalars.map {
      UInt8(exactly: $0.value).flatMap { $0.isPlain ? $0 : nil } ?? .blank
    }
    return String(decoding: plain.prefix(width).trimmed, as: UTF8.self)
  }
}
