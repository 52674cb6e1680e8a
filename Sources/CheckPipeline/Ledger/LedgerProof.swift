import CheckActions
import CheckStore

/// What is wrong with the ledger, or that nothing is.
public struct LedgerProof: Sendable, Hashable {
  /// The number of entries that were looked at.
  public var entries: Int
  /// The number of checks that were looked at.
  public var checks: Int
  /// What is wrong, one sentence each; empty when the ledger holds.
  public var violations: [String]

  /// Proves that every entry balances, that every deposited check has exactly one live deposit of
  /// its amount to its account and no other check has one, that every reversal takes back what
  /// it reverses, and that no item is credited twice without an override that names both checks.
  static func make(_ db: Transaction) throws -> LedgerProof {
    var violations: [String] = []
    try db.forEach(unbalanced) { row in
      let (id, debits, credits): (Int64, Int, Int) = (row[0], row[1], row[2])
      violations.append(
        "entry \(id) does not balance: debits \(Cents(debits)), credits \(Cents(credits))")
    }
    try db.forEach(liveDeposits) { row in
      let (id, count): (Int64, Int) = (row[0], row[2])
      let state = CheckState(rawValue: row[1])
      let wanted = state?.isCredited == true ? 1 : 0
      if count != wanted {
        violations.append(
          "check \(id) is \(state?.rawValue ?? "unknown") and has \(count) live deposits, not \(wanted)"
        )
      }
    }
    try db.forEach(looseAdjustments) { row in
      let (entry, check): (Int64, Int64) = (row[0], row[1])
      violations.append("entry \(entry) adjusts check \(check), which has no live deposit")
    }
    try db.forEach(wrongHolds) { row in
      let (check, held): (Int64, Int) = (row[0], row[1])
      violations.append(
        "the holds of check \(check) add up to \(Cents(held)), and not to its amount")
    }
    try db.forEach(wrongAmounts) { row in
      let (entry, check): (Int64, Int64) = (row[0], row[1])
      violations.append(
        "entry \(entry) does not credit the amount of check \(check) to its account")
    }
    try db.forEach(wrongReversals) { row in
      let entry: Int64 = row[0]
      violations.append("entry \(entry) does not take back what it reverses")
    }
    for item in try DuplicateOverrides.missing(db) {
      let numbers = item.map(String.init).joined(separator: ", ")
      let sum = try db.int(
        "SELECT coalesce(sum(amount_cents), 0) FROM checks WHERE id IN (\(numbers))")
      violations.append(
        "checks \(numbers) are the same item, credited \(item.count) times, \(Cents(sum)) in all, "
          + "without an override")
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
    GROUP BY e.id
    HAVING coalesce(sum(CASE p.side WHEN 'debit' THEN p.amount_cents ELSE -p.amount_cents END), 0)
      <> 0 OR count(p.entry_id) = 0
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
    WHERE e.kind = 'deposit' AND (
      (SELECT count(*) FROM ledger_postings p WHERE p.entry_id = e.id) <> 2
      OR NOT EXISTS (
        SELECT 1 FROM ledger_postings p
        WHERE p.entry_id = e.id AND p.side = 'credit' AND p.amount_cents = c.amount_cents
          AND p.account = 'depositor:' || c.account)
      OR NOT EXISTS (
        SELECT 1 FROM ledger_postings p
        WHERE p.entry_id = e.id AND p.side = 'debit'
          AND p.account = '\(LedgerAccount.itemsInClearing.name)'))
    ORDER BY e.id
    """

  private static let looseAdjustments = """
    SELECT e.id, e.check_id FROM ledger_entries e
    WHERE e.kind = 'adjustment'
      AND NOT EXISTS (SELECT 1 FROM ledger_entries r WHERE r.reverses = e.id)
      AND NOT EXISTS (
        SELECT 1 FROM ledger_entries d WHERE d.check_id = e.check_id AND d.kind = 'deposit'
          AND NOT EXISTS (SELECT 1 FROM ledger_entries r WHERE r.reverses = d.id))
    ORDER BY e.id
    """

  private static let wrongHolds = """
    SELECT c.id, sum(h.amount_cents) FROM holds h JOIN checks c ON c.id = h.check_id
    GROUP BY c.id, h.presentment HAVING sum(h.amount_cents) <> c.amount_cents ORDER BY c.id
    """

  private static let wrongReversals = """
    SELECT e.id FROM ledger_entries e LEFT JOIN ledger_entries d ON d.id = e.reverses
    WHERE (e.kind = 'reversal' OR e.reverses IS NOT NULL) AND (
      e.kind <> 'reversal' OR d.id IS NULL OR d.kind = 'reversal' OR d.check_id <> e.check_id
      OR EXISTS (
        SELECT account, side, amount_cents FROM ledger_postings WHERE entry_id = e.id
        EXCEPT SELECT account, CASE side WHEN 'debit' THEN 'credit' ELSE 'debit' END, amount_cents
          FROM ledger_postings WHERE entry_id = d.id)
      OR (SELECT count(*) FROM ledger_postings WHERE entry_id = e.id)
        <> (SELECT count(*) FROM ledger_postings WHERE entry_id = d.id))
    ORDER BY e.id
    """
}
