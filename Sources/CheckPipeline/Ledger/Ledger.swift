import CheckActions
import Foundation
import CheckStore

/// The double-entry ledger.
///
/// Nothing in it is ever changed; a correction is a new entry.
enum Ledger {
  /// Credits the depositor and debits items in clearing, once for each presentment.
  static func deposit(_ db: Transaction, _ check: CheckRecord, at milliseconds: Int64) throws {
    let amount = check.statement.amount
    try append(
      db, key: "deposit:\(check.id):\(check.presentment)", kind: .deposit, check: check.id,
      reverses: nil, at: milliseconds, memo: "check \(check.id)",
      postings: [
        .init(account: .itemsInClearing, side: .debit, amount: amount),
        .init(account: .depositor(check.statement.account), side: .credit, amount: amount),
      ])
  }

  /// Takes a check's deposit back by an entry with the sides exchanged, and adjustments with it.
  ///
  /// - Returns: Whether there were adjustments.
  @discardableResult
  static func reverse(
    _ db: Transaction, _ check: CheckRecord, memo: String, at milliseconds: Int64
  ) throws -> Bool {
    let key = "\(check.id):\(check.presentment)"
    guard let deposit = try entries(db, where: "e.key = ?", ["deposit:\(key)"]).first else {
      throw PipelineError.wrongState(
        check.id, check.state, wanted: "a deposited check has an entry")
    }
    try reverse(db, deposit, key: "reversal:\(key)", memo: memo, at: milliseconds)
    return try reverseAdjustments(db, check.id, memo: memo, at: milliseconds)
  }

  /// Enters the difference to the amount that a bank credited, in cents; once for each item.
  static func adjust(
    _ db: Transaction, _ check: CheckRecord, item sequence: Int, by difference: Int,
    at milliseconds: Int64
  ) throws {
    let amount = Cents(abs(difference))
    let side = difference > 0 ? LedgerEntry.Side.debit : .credit
    try append(
      db, key: "adjustment:\(sequence)", kind: .adjustment, check: check.id, reverses: nil,
      at: milliseconds, memo: "check \(check.id), amount adjusted by the bank",
      postings: [
        .init(account: .itemsInClearing, side: side, amount: amount),
        .init(
          account: .depositor(check.statement.account), side: side.opposite, amount: amount),
      ])
  }

  /// Takes the adjustments of a check back that still hold; gives whether there were any.
  @discardableResult
  static func reverseAdjustments(
    _ db: Transaction, _ check: CheckID, memo: String, at milliseconds: Int64
  ) throws -> Bool {
    let adjustments = try entries(
      db,
      where: "e.check_id = ? AND \(isAdjustment)", [check])
    for entry in adjustments {
      try reverse(
        db, entry, key: "reversal:\(entry.key)", memo: memo, at: milliseconds)
    }
    return !adjustments.isEmpty
  }

  /// Those of the checks that have adjustments that still hold, in their order.
  static func adjusted(_ db: Transaction, _ checks: [CheckID]) throws -> [CheckID] {
    var adjusted: Set<CheckID> = []
    for list in RowSets.lists(checks) {
      try db.forEach(
        """
        SELECT e.check_id FROM ledger_entries e
        WHERE e.check_id IN (\(list.marks)) AND \(isAdjustment)
        """, list.values
      ) { adjusted.insert($0[0]) }
    }
    return checks.filter(adjusted.contains)
  }

  private static let isAdjustment = """
    e.kind = 'adjustment' AND NOT EXISTS (SELECT 1 FROM ledger_entries r WHERE r.reverses = e.id)
    """

  private static func reverse(
    _ db: Transaction, _ entry: LedgerEntry, key: String, memo: String, at milliseconds: Int64
  ) throws {
    try append(
      db, key: key, kind: .reversal, check: entry.check, reverses: entry.id,
      at: milliseconds, memo: memo,
      postings: entry.postings.map {
        .init(account: $0.account, side: $0.side.opposite, amount: $0.amount)
      })
  }

  /// The latest entries, oldest first, as far as they are wanted.
  static func entries(_ db: Transaction, check: CheckID?, limit: Int) throws -> [LedgerEntry] {
    let latest = "SELECT id FROM ledger_entries"
    let order = "ORDER BY id DESC LIMIT ?"
    return if let check {
      try entries(db, where: "e.id IN (\(latest) WHERE check_id = ? \(order))", [check, limit])
    } else {
      try entries(db, where: "e.id IN (\(latest) \(order))", [limit])
    }
  }

  /// The balance of each account.
  static func balances(_ db: Transaction) throws -> [LedgerBalance] {
    try db.rows(
      """
      SELECT account,
        coalesce(sum(amount_cents) FILTER (WHERE side = 'debit'), 0),
        coalesce(sum(amount_cents) FILTER (WHERE side = 'credit'), 0)
      FROM ledger_postings GROUP BY account ORDER BY account
      """
    ) {
      LedgerBalance(
        account: LedgerAccount(name: $0[0]), debits: Cents($0[1]), credits: Cents($0[2]))
    }
  }

  /// Reads entries with their postings, oldest first.
  private static func entries(
    _ db: Transaction, where condition: String, _ values: Values
  ) throws -> [LedgerEntry] {
    var entries: [LedgerEntry] = []
    try db.forEach(
      """
      SELECT e.id, e.key, e.kind, e.check_id, e.reverses, e.at_ms, e.memo,
        p.account, p.side, p.amount_cents
      FROM ledger_entries e LEFT JOIN ledger_postings p ON p.entry_id = e.id
      WHERE \(condition) ORDER BY e.id, p.side DESC, p.account
      """, values
    ) { row in
      if entries.last?.id != row[0] { entries.append(try LedgerEntry(row: row)) }
      guard let account: String = row[7] else { return }
      let side: String = row[8]
      entries[entries.count - 1].postings.append(
        LedgerEntry.Posting(
          account: LedgerAccount(name: account),
          side: try StoreError.decoded(LedgerEntry.Side(rawValue: side), "side", side),
          amount: Cents(row[9])))
    }
    return entries
  }

  private static func append(
    _ db: Transaction, key: String, kind: LedgerEntry.Kind, check: CheckID, reverses: Int64?,
    at milliseconds: Int64, memo: String, postings: [LedgerEntry.Posting]
  ) throws {
    let entry: Int64? = try db.returning(
      """
      INSERT INTO ledger_entries (key, kind, check_id, reverses, at_ms, memo)
      VALUES (?, ?, ?, ?, ?, ?) RETURNING id
      """, [key, kind.rawValue, check, reverses, milliseconds, memo]
    ) { $0[0] }
    for posting in postings {
      try db.run(
        "INSERT INTO ledger_postings (entry_id, account, side, amount_cents) VALUES (?, ?, ?, ?)",
        [entry, posting.account.name, posting.side.rawValue, posting.amount.value])
    }
  }
}

extension LedgerEntry {
  /// Reads an entry, without its postings.
  fileprivate init(row: Row) throws {
    let kind: String = row[2]
    self.init(
      id: row[0], key: row[1], kind: try StoreError.decoded(Kind(rawValue: kind), "kind", kind),
      check: row[3], reverses: row[4], at: Date(milliseconds: row[5]), memo: row[6], postings: [])
  }
}
