import MICR

/// Whom a letter goes to and from, and how that bank wants it.
public struct LetterProfile: Sendable, Hashable, Codable {
  /// An institution: its routing number, and its name as files have it.
  public struct Institution: Sendable, Hashable, Codable {
    /// The nine digits of its routing number.
    public var routing: String
    /// Its name; files have the first 18 characters.
    public var name: String

    /// Makes an institution from its parts.
    public init(routing: String, name: String) {
      self.routing = routing
      self.name = name
    }
  }

  /// How the bank wants it.
  public var dialect = LetterDialect()
  /// Whether files are tests, which a bank does not settle.
  public var isTest = true
  /// Whom the letter goes to.
  public var destination: Institution
  /// Who sends it.
  public var origin: Institution
  /// The bank of first deposit, whose items they are; `nil` where it is the sender.
  public var bankOfFirstDeposit: Institution?
  /// Whom the bank may ask, up to 14 characters.
  public var contactName = ""
  /// Their telephone: ten digits, or nothing.
  public var contactPhone = ""
  /// The account that a credit goes to, where the dialect has one: digits, dashes and `/`.
  public var creditAccount = ""

  /// Makes a profile of a test file between two institutions.
  public init(destination: Institution, origin: Institution) {
    self.destination = destination
    self.origin = origin
  }

  /// The bank of first deposit.
  public var firstBank: Institution { bankOfFirstDeposit ?? origin }

  /// What is wrong with it, one sentence each, with what to do; empty when letters can be made.
  public var problems: [String] {
    var problems: [String] = []
    for (name, institution) in [
      ("destination", destination), ("origin", origin), ("bankOfFirstDeposit", bankOfFirstDeposit),
    ] {
      guard let institution else { continue }
      if !RoutingNumber.isWellFormed(institution.routing) {
        problems.append(
          "\(name).routing '\(institution.routing)' is no routing number: give nine digits, the "
            + "last a check digit")
      }
      // The strictest readers take no punctuation in these names.
      if !institution.name.utf8.contains(where: \.isLetter)
        || !institution.name.utf8.allSatisfy(\.isPlain)
      {
        problems.append(
          "\(name).name '\(institution.name)' cannot be written: give letters, digits and blanks, "
            + "a letter at least")
      }
    }
    if !contactName.utf8.allSatisfy(\.isPlain) || contactName.utf8.count > 14
      || contactName.utf8.first == .blank
    {
      problems.append(
        "contactName '\(contactName)' cannot be written: give up to 14 letters, digits and blanks, "
          + "a blank not first")
    }
    let phone = contactPhone.utf8
    if !phone.isEmpty, phone.count != 10 || !phone.allSatisfy(\.isDigit) {
      problems.append("contactPhone '\(contactPhone)' is no telephone number: give ten digits")
    }
    if !(1...9999).contains(dialect.itemsPerBundle) {
      problems.append("dialect.itemsPerBundle \(dialect.itemsPerBundle): give 1 to 9999")
    }
    if !(1...99_999_999).contains(dialect.itemsPerLetter) {
      problems.append("dialect.itemsPerLetter \(dialect.itemsPerLetter): give 1 to 99999999")
    }
    if dialect.itemsPerLetter / 9999 > dialect.itemsPerBundle {
      problems.append(
        "dialect.itemsPerLetter \(dialect.itemsPerLetter) are more than 9999 bundles of "
          + "\(dialect.itemsPerBundle): give less, or more itemsPerBundle")
    }
    let account = Array(creditAccount.utf8)
    if dialect.credit != .none,
      account.isEmpty || account.count > 20 || FieldKind.micr.expectation(of: account[...]) != nil
    {
      problems.append(
        "creditAccount '\(creditAccount)' cannot be credited: give 1 to 20 digits, dashes and '/'")
    }
    return problems
  }
}

extension LetterProfile {
  /// A profile of test files between two made-up banks, for demonstrations.
  public static let sample: LetterProfile = {
    var profile = LetterProfile(
      destination: Institution(routing: "021904567", name: "HUDSON FERRY TRUST"),
      origin: Institution(routing: "221901357", name: "FINGER LAKES CU"))
    profile.contactName = "OPERATIONS"
    profile.contactPhone = "5550100000"
    return profile
  }()
}
