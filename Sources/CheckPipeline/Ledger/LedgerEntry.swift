import CheckActions
import Foundation

/// One entry of the ledger: postings whose debits and credits are the same sum.
public struct LedgerEntry: Sendable, Hashable {
  /// What an entry records.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// A check is credited to its depositor.
    case deposit
    /// A deposit or an adjustment is taken back.
    case reversal
    /// The bank credited another amount: the difference.
    case adjustment
  }

  /// The side of a posting.
  public enum Side: String, Sendable, Hashable, Codable {
    /// Goes up on an asset, such as items in clearing.
    case debit
    /// Goes up on a liability, such as a depositor's account.
    case credit

    /// The side that takes this one back.
    public var opposite: Side { self == .debit ? .credit : .debit }
  }

  /// One account's part of an entry.
  public struct Posting: Sendable, Hashable {
    /// The ledger account.
    public var account: LedgerAccount
    /// Its side.
    public var side: Side
    /// The amount; more than zero.
    public var amount: Cents
  }

  /// The entry's number, counting up.
  public var id: Int64
  /// The key that keeps the same entry from being made twice.
  public var key: String
  /// What it records.
  public var kind: Kind
  /// The check it is about.
  public var check: CheckID
  /// The entry that it takes back.
  public var reverses: Int64?
  /// When it was made.
  public var at: Date
  /// Why.
  public var memo: String
  /// Its postings.
  public var postings: [Posting]
}

/// An account of the ledger.
public enum LedgerAccount: Sendable, Hashable {
  /// What payor banks owe for checks that were credited.
  case itemsInClearing
  /// What is owed to a depositor, by account number.
  case depositor(String)

  private static let prefix = "depositor:"

  var name: String {
    switch self {
    case .itemsInClearing: "items-in-clearing"
    case .depositor(let number): Self.prefix + number
    }
  }

  init(name: String) {
    self =
      name.hasPrefix(Self.prefix)
      ? .depositor(String(name.dropFirst(Self.prefix.count))) : .itemsInClearing
  }
}

/// The balance of one account of the ledger.
public struct LedgerBalance: Sendable, Hashable {
  /// The account.
  public var account: LedgerAccount
  /// The sum of its debits.
  public var debits: Cents
  /// The sum of its credits.
  public var credits: Cents

  /// Credits less debits.
  public var balance: Cents { Cents(credits.value - debits.value) }
}
