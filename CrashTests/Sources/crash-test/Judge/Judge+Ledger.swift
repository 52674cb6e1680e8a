import Foundation

extension Judge {
  /// Every entry balances and has a key of its own; every deposited check, and no other, is credited
  /// once, with its amount.
  func ledger(_ db: JudgedStore.Snapshot) throws -> [String] {
    try each(db, "SELECT key, count(*) FROM ledger_entries GROUP BY key HAVING count(*) > 1") {
      "the ledger has \($0[1] as Int) entries of the key \($0[0] as String)"
    }
      + each(
        db,
        """
        SELECT e.id, sum(iif(p.side = 'debit', p.amount_cents, -p.amount_cents))
        FROM ledger_entries e LEFT JOIN ledger_postings p ON p.entry_id = e.id
        GROUP BY e.id HAVING count(p.side) < 2
          OR sum(iif(p.side = 'debit', p.amount_cents, -p.amount_cents)) <> 0
        """
      ) { "entry \($0[0] as Int) does not balance" }
      + each(
        db,
        """
        SELECT c.id, c.state, c.amount_cents,
          coalesce(sum(iif(p.side = 'credit', p.amount_cents, -p.amount_cents)), 0) AS credited
        FROM checks c
        LEFT JOIN ledger_entries e ON e.check_id = c.id
        LEFT JOIN ledger_postings p ON p.entry_id = e.id
          AND p.account = 'depositor:' || c.account
        GROUP BY c.id HAVING credited <> iif(
          c.state IN ('deposited', 'lettered', 'submitted', 'settled'), c.amount_cents, 0)
        """
      ) {
        "check \($0[0] as Int) over \($0[2] as Int) cents is \($0[1] as String), "
          + "and \($0[3] as Int) cents are credited"
      }
  }

  /// Each check that came to rest has one mail, which is there.
  func mails(_ db: JudgedStore.Snapshot) throws -> [String] {
    var violations = try each(
      db,
      """
      SELECT c.id, c.state, count(n.event_id) FROM checks c LEFT JOIN notices n
        ON n.check_id = c.id AND n.state = c.state AND n.outcome = 'sent'
      WHERE c.email IS NOT NULL GROUP BY c.id HAVING count(n.event_id) <> 1
      """
    ) { "check \($0[0] as Int) is \($0[1] as String), and \($0[2] as Int) mails were sent" }
    let sent = try db.int("SELECT count(*) FROM notices") ?? 0
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(place.data)/mail")
      .count { $0.hasSuffix(".eml") }
    if files != sent { violations.append("\(sent) mails were sent, and \(files) are there") }
    return violations
  }
}
