import CheckActions
import Foundation
import GRDB

/// The double-entry ledger.
///
/// Nothing in it is ever changed; a correction is a new entry.
enum Ledger {
  /// Credits the depositor and debits items in clearing, once for each presentment.
  static func deposit(_ db: Database, _ check: CheckRecord, at milliseconds: Int64) throws {
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
    _ db: Database, _ check: CheckRecord, memo: String, at milliseconds: Int64
  ) throws -> Bool {
    let key = "\(check.id):\(check.presentment)"
    guard let row = try db.firstRow("\(select) WHERE e.key = ?", ["deposit:\(key)"]) else {
      throw PipelineError.wrongState(
        check.id, check.state, wanted: "a deposited check has an entry")
    }
    try reverse(db, try entry(db, row), key: "reversal:\(key)", memo: memo, at: milliseconds)
    return try reverseAdjustments(db, check.id, memo: memo, at: milliseconds)
  }

  /// Enters the difference to the amount that a bank credited, in cents; once for each item.
  static func adjust(
    _ db: Database, _ check: CheckRecord, item sequence: Int, by difference: Int,
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
    _ db: Database, _ check: CheckID, memo: String, at milliseconds: Int64
  ) throws -> Bool {
    let rows = try db.rows(
      """
      \(select) WHERE e.check_id = ? AND e.kind = 'adjustment'
        AND NOT EXISTS (SELECT 1 FROM ledger_entries r WHERE r.reverses = e.id)
      """, [check])
    for row in rows {
      let entry = try entry(db, row)
      try reverse(
        db, entry, key: "reversal:\(entry.key)", memo: memo, at: milliseconds)
    }
    return !rows.isEmpty
  }

  private static func reverse(
    _ db: Database, _ entry: LedgerEntry, key: String, memo: String, at milliseconds: Int64
  ) throws {
    try append(
      db, key: key, kind: .reversal, check: entry.check, reverses: entry.id,
      at: milliseconds, memo: memo,
      postings: entry.postings.map {
        .init(account: $0.account, side: $0.side.opposite, amount: $0.amount)
      })
  }

  /// The entries, oldest first, as far as they are wanted.
  static func entries(_ db: Database, check: CheckID?, limit: Int) throws -> [LedgerEntry] {
    let rows = try db.rows(
      """
      SELECT * FROM (\(select) WHERE ?1 IS NULL OR e.check_id = ?1 ORDER BY e.id DESC LIMIT ?2)
      ORDER BY 1
      """, [check, limit])
    return try rows.map { try entry(db, $0) }
  }

  /// The balance of each account.
  static func balances(_ db: Database) throws -> [LedgerBalance] {
    try db.rows(
      """
      SELECT account,
        coalesce(sum(amount_cents) FILTER (WHERE side = 'debit'), 0),
        coalesce(sum(amount_cents) FILTER (WHERE side = 'credit'), 0)
      FROM ledger_postings GROUP BY account ORDER BY account
      """
    )
    .map {
      LedgerBalance(
        account: LedgerAccount(name: $0[0]), debits: Cents($0[1]), credits: Cents($0[2]))
    }
  }

  private static let select = """
    SELECT e.id, e.key, e.kind, e.check_id, e.reverses, e.at_ms, e.memo FROM ledger_entries e
    """

  private static func entry(_ db: Database, _ row: Row) throws -> LedgerEntry {
    let postings = try db.rows(
      """
      SELECT account, side, amount_cents FROM ledger_postings WHERE entry_id = ?
      ORDER BY side DESC, account
      """, [row[0]])
    let kind: String = row[2]
    return LedgerEntry(
      id: row[0], key: row[1],
      kind: try StoreError.decoded(LedgerEntry.Kind(rawValue: kind), "kind", kind),
      check: row[3], reverses: row[4], at: Date(milliseconds: row[5]), memo: row[6],
      postings: try postings.map { posting in
        let side: String = posting[1]
        return LedgerEntry.Posting(
          account: LedgerAccount(name: posting[0]),
          side: try StoreError.decoded(LedgerEntry.Side(rawValue: side), "side", side),
          amount: Cents(posting[2]))
      })
  }

  private static func append(
    _ db: Database, key: String, kind: LedgerEntry.Kind, check: CheckID, reverses: Int64?,
    at milliseconds: Int64, memo: String, postings: [LedgerEntry.Posting]
  ) throws {
    try db.run(
      """
      INSERT INTO ledger_entries (key, kind, check_id, reverses, at_ms, memo)
      VALUES (?, ?, ?, ?, ?, ?)
      """, [key, kind.rawValue, check, reverses, milliseconds, memo])
    let entry = db.lastInsertedRowID
    for posting in postings {
      try db.run(
        "INSERT INTO ledger_postings (entry_id, account, side, amount_cents) VALUES (?, ?, ?, ?)",
        [entry, posting.account.name, posting.side.rawValue, posting.amount.value])
    }
  }
}
