/// Writes the file in which a bank sends items back: records 31 and 32 with the images.
///
/// ```swift
/// var writer = try ReturnLetterWriter(profile: profile, letter: facts) { try file.append($0) }
/// try writer.add(check, reason: "A", forwardDate: day)
/// try writer.finish()
/// ```
public struct ReturnLetterWriter {
  private let profile: LetterProfile
  private let letter: LetterFacts
  private var writer: LetterFileWriter
  private var items = 0

  /// Begins the file.
  ///
  /// - Parameters:
  ///   - profile: The profile of the letters that the items were sent in: the file goes the other
  ///     way.
  ///   - letter: What tells it from others.
  ///   - write: Takes the bytes, a record at a time.
  /// - Throws: ``CashLetterError``, or what writing throws; so do the other functions.
  public init(
    profile: LetterProfile, letter: LetterFacts, write: @escaping ([UInt8]) throws -> Void
  ) throws {
    let problems = profile.problems
    guard problems.isEmpty else { throw CashLetterError.profile(problems) }
    var back = profile
    (back.destination, back.origin) = (profile.origin, profile.destination)
    back.bankOfFirstDeposit = profile.firstBank
    (self.profile, self.letter) = (back, letter)
    writer = LetterFileWriter(dialect: back.dialect, write: write)
    try writer.begin(back.fileHeader(letter))
    var header = back.cashLetterHeader(letter)
    header.collectionType = "03"
    try writer.begin(header, institutionName: back.origin.name)
  }

  /// Writes an item that comes back.
  ///
  /// - Parameters:
  ///   - check: The item as it was sent.
  ///   - reason: The code of the reason.
  ///   - forwardDate: The business day of the letter that it was sent in.
  public mutating func add(
    _ check: OutgoingCheck, reason: String, forwardDate: LetterDate
  ) throws {
    items += 1
    let sequence = profile.dialect.text(ofSequence: items)
    var detail = ReturnDetail()
    detail.payorRouting = String(check.payorRouting.prefix(8))
    detail.payorCheckDigit = String(check.payorRouting.dropFirst(8))
    detail.onUs = check.onUs
    detail.amountCents = check.amountCents
    detail.reason = reason
    detail.addenda = 1
    detail.documentationType = "G"
    detail.forwardDate = forwardDate
    detail.itemSequence = sequence
    detail.externalProcessingCode = check.externalProcessingCode
    var addendum = ReturnAddendumA()
    addendum.number = 1
    addendum.firstBank = profile.firstBank.routing
    addendum.date = check.depositDate
    addendum.itemSequence = profile.dialect.text(ofSequence: check.sequence)
    addendum.account = String(check.account.suffix(18))
    addendum.truncation = "Y"
    addendum.conversion = "2"
    try writer.add(
      LetterItem(
        .returned(detail, [addendum], nil, []),
        views: [
          profile.view(check.front, side: "0", sequence, letter),
          profile.view(check.rear, side: "1", sequence, letter),
        ]))
  }

  /// Ends the file.
  public mutating func finish() throws {
    guard items > 0 else { throw CashLetterError.order("a file of returns has an item or more") }
    try writer.endCashLetter()
    try writer.end(contactName: profile.contactName, contactPhone: profile.contactPhone)
  }
}
