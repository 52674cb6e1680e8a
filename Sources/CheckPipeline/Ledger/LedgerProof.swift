import CheckActions
import GRDB

/// What is wrong with the ledger, or that nothing is.
public struct LedgerProof: Sendable, Hashable {
  /// The number of entries that were looked at.
  public var entries: Int
  /// The number of checks that were looked at.
  public var checks: Int
  /// What is wrong, one sentence each; empty when the ledger holds.
  public var violations: [String]

  /// Proves that every entry balances, and that every deposited check has exactly one live deposit
  /// of its amount to its account, and no other check has one.
  static func make(_ db: Database) throws -> LedgerProof {
    var violations: [String] = []
    for row in try db.rows(unbalanced) {
      let (id, debits, credits): (Int64, Int, Int) = (row[0], row[1], row[2])
      violations.append(
        "entry \(id) does not balance: debits \(Cents(debits)), credits \(Cents(credits))")
    }
    for row in try db.rows(liveDeposits) {
      let (id, count): (Int64, Int) = (row[0], row[2])
      let state = CheckState(rawValue: row[1])
      let wanted = state.map { $0.wasDeposited && $0 != .returned } == true ? 1 : 0
      if count != wanted {
        violations.append(
          "check \(id) is \(state?.rawValue ?? "unknown") and has \(count) live deposits, not \(wanted)"
        )
      }
    }
    for row in try db.rows(wrongAmounts) {
      let (entry, check): (Int64, Int64) = (row[0], row[1])
      violations.append(
        "entry \(entry) does not credit the amount of check \(check) to its account")
    }
    return LedgerProof(
      entries: try db.int("SELECT count(*) FROM ledger_entries"),
      checks: try db.int("SELECT count(*) FROM checks"), violations: violations)
  }

  private static let unbalanced = """
    SELECT e.id,
      coalesce(sum(p.amount_cents) FILTER (WHERE p.side = 'debit'), 0) AS debits,
      coalesce(sum(p.amount_cents) FILTER (WHERE p.side = 'credit'), 0) AS credits
    FROM ledger_entries e LEFT JOIN ledger_postings p ON p.entry_id = e.id
    GROUP BY e.id HAVING debits <> credits OR debits = 0
    """

  private static let liveDeposits = """
    SELECT c.id, c.state, count(e.id)
    FROM checks c
    LEFT JOIN ledger_entries e ON e.check_id = c.id AND e.kind = 'deposit'
      AND NOT EXISTS (SELECT 1 FROM ledger_entries r WHERE r.reverses = e.id)
    GROUP BY c.id
    """

  private static let wrongAmounts = """
    SELECT e.id, c.id FROM ledger_entries e JOIN checks c ON c.id = e.check_id
    WHERE e.kind = 'deposit' AND NOT EXISTS (
      SELECT 1 FROM ledger_postings p
      WHERE p.entry_id = e.id AND p.side = 'credit' AND p.amount_cents = c.amount_cents
        AND p.account = 'depositor:' || c.account)
    """
}
