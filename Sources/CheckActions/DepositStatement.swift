/// What the depositor said about a check.
public struct DepositStatement: Sendable, Hashable, Codable {
  /// The account to credit: 1 to 34 letters, digits or dashes.
  public let account: String
  /// The stated amount; more than zero.
  public let amount: Cents
  /// Where to tell the depositor.
  public let email: String?
  /// The depositor's own words, at most 200 characters.
  public let memo: String?

  /// Why a statement cannot be taken.
  public enum Invalid: Error, Sendable, Hashable, CustomStringConvertible {
    /// The account number is empty, too long or has other characters.
    case account(String)
    /// The amount is zero, negative or too large.
    case amount(Cents)
    /// The e-mail address has no `@`, or is too long.
    case email(String)
    /// The memo is too long.
    case memo(count: Int)

    /// What is wrong, and what is taken.
    public var description: String {
      switch self {
      case .account(let value):
        "account '\(value)' cannot be taken: give 1 to 34 letters, digits or dashes"
      case .amount(let value):
        "amount \(value) cannot be taken: give 0.01 to \(Cents.largestItem)"
      case .email(let value):
        "e-mail address '\(value)' cannot be taken: give name@domain, at most 254 characters"
      case .memo(let count):
        "a memo of \(count) characters cannot be taken: give at most 200"
      }
    }
  }

  /// Makes a statement whose parts are within their limits.
  ///
  /// - Throws: ``Invalid`` for the first part that is not.
  public init(
    account: String, amount: Cents, email: String? = nil, memo: String? = nil
  ) throws(Invalid) {
    let bytes = account.utf8
    guard (1...34).contains(bytes.count),
      bytes.allSatisfy({ (48...57).contains($0) || (65...90).contains($0 & 0xDF) || $0 == 45 })
    else { throw .account(account) }
    guard amount.value > 0, amount <= .largestItem else { throw .amount(amount) }
    if let email {
      let parts = email.split(separator: "@", omittingEmptySubsequences: false)
      let printable = email.unicodeScalars.allSatisfy { $0.value > 32 && $0.value != 127 }
      guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), printable,
        email.utf8.count <= 254
      else { throw .email(email) }
    }
    // Counted as Unicode scalars: one letter may have any number of accents.
    if let count = memo?.unicodeScalars.count, count > 200 { throw .memo(count: count) }
    self.init(taken: account, amount: amount, email: email, memo: memo)
  }

  /// Takes parts that were found to be within their limits before.
  package init(taken account: String, amount: Cents, email: String?, memo: String?) {
    self.account = account
    self.amount = amount
    self.email = email
    self.memo = memo
  }
}
