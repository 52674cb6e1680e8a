/// Writes the file of one letter: the checks that go to a bank together.
///
/// The same facts and checks give the same bytes.
///
/// ```swift
/// var writer = try CashLetterWriter(profile: profile, letter: facts) { try file.append($0) }
/// for check in checks { try writer.add(check) }
/// let totals = try writer.finish()
/// ```
public struct CashLetterWriter {
  private let profile: LetterProfile
  private let letter: LetterFacts
  private var writer: LetterFileWriter
  private var items = 0

  /// Begins the file.
  ///
  /// - Parameters:
  ///   - profile: Whom the letter goes to, and how that bank wants it.
  ///   - letter: What tells it from others.
  ///   - creditCents: The sum of the checks that are to come, in cents, where the dialect has a
  ///     credit before them.
  ///   - creditSequence: The sequence number of the credit, where there is one.
  ///   - write: Takes the bytes, a record at a time.
  /// - Throws: ``CashLetterError``, or what writing throws; so do the other functions.
  public init(
    profile: LetterProfile, letter: LetterFacts, creditCents: Int = 0, creditSequence: Int = 1,
    write: @escaping ([UInt8]) throws -> Void
  ) throws {
    let problems = profile.problems
    guard problems.isEmpty else { throw CashLetterError.profile(problems) }
    self.profile = profile
    self.letter = letter
    writer = LetterFileWriter(dialect: profile.dialect, write: write)
    try writer.begin(profile.fileHeader(letter))
    try writer.begin(
      profile.cashLetterHeader(letter), institutionName: profile.origin.name)
    switch profile.dialect.credit {
    case .none: break
    case .credit:
      try writer.add(profile.credit(amountCents: creditCents, sequence: creditSequence))
    case .creditItem:
      try writer.add(profile.creditItem(amountCents: creditCents, sequence: creditSequence))
    }
  }

  /// Writes a check.
  public mutating func add(_ check: OutgoingCheck) throws {
    guard items < profile.dialect.itemsPerLetter else {
      throw CashLetterError.tooManyItems(limit: profile.dialect.itemsPerLetter)
    }
    try writer.add(profile.item(check, letter))
    items += 1
  }

  /// Ends the file, and gives what its items add up to.
  public mutating func finish() throws -> LetterTotals {
    guard items > 0 else { throw CashLetterError.order("a letter has an item or more") }
    try writer.endCashLetter()
    try writer.end(contactName: profile.contactName, contactPhone: profile.contactPhone)
    return writer.totals
  }
}
