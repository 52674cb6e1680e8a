import CheckActions
import Foundation
import CheckStore

extension DayReport {
  /// Adds the figures of a day up from the rows, all of one moment.
  ///
  /// - Parameter span: The milliseconds since 1970 from the beginning of the day to the next one's.
  static func make(
    _ db: Transaction, day: CalendarDay, timeZone: String, span: Range<Int64>
  ) throws -> DayReport {
    let ledger = try ledgerLines(db, span)
    let (balances, difference) = try balanceLines(db, span)
    return DayReport(
      day: day, timeZone: timeZone,
      lines: try receivedLines(db, span) + reasonLines(db, span) + ledger + balances
        + holdLines(db, span) + letterLines(db, span) + returnLines(db, span),
      difference: difference)
  }

  private static func lines(
    _ db: Transaction, _ section: Section, _ sql: String, _ span: Range<Int64>
  ) throws -> [Line] {
    try db.rows(sql, [span.lowerBound, span.upperBound]) { row in
      let cents: Int? = row[2]
      return Line(section: section, name: row[0], count: row[1], amount: cents.map { Cents($0) })
    }
  }

  private static func receivedLines(_ db: Transaction, _ span: Range<Int64>) throws -> [Line] {
    try lines(
      db, .received,
      """
      SELECT state, count(*), sum(amount_cents) FROM checks
      WHERE received_at_ms >= ?1 AND received_at_ms < ?2 GROUP BY state
      UNION ALL
      SELECT 'all', count(*), coalesce(sum(amount_cents), 0) FROM checks
      WHERE received_at_ms >= ?1 AND received_at_ms < ?2
      """, span)
  }

  /// By the reasons that findings name; those that stop a duplicate are told once more, by check.
  private static func reasonLines(_ db: Transaction, _ span: Range<Int64>) throws -> [Line] {
    try lines(
      db, .reasons,
      """
      SELECT json_extract(f.value, '$.reason') AS reason, count(*), sum(c.amount_cents)
      FROM checks c, json_each(c.findings) f
      WHERE c.received_at_ms >= ?1 AND c.received_at_ms < ?2 GROUP BY reason ORDER BY reason
      """, span)
      + lines(
        db, .duplicates,
        """
        SELECT 'stopped', count(*), coalesce(sum(amount_cents), 0) FROM checks
        WHERE received_at_ms >= ?1 AND received_at_ms < ?2 AND state = 'rejected'
          AND EXISTS (SELECT 1 FROM json_each(findings)
            WHERE json_extract(value, '$.reason') IN ('same-bytes', 'duplicate'))
        """, span)
  }

  private static func ledgerLines(_ db: Transaction, _ span: Range<Int64>) throws -> [Line] {
    try lines(
      db, .ledger,
      """
      SELECT e.kind, count(DISTINCT e.id),
        sum(CASE p.side WHEN 'credit' THEN p.amount_cents ELSE -p.amount_cents END)
      FROM ledger_entries e JOIN ledger_postings p ON p.entry_id = e.id
        AND p.account <> '\(LedgerAccount.itemsInClearing.name)'
      WHERE e.at_ms >= ?1 AND e.at_ms < ?2 GROUP BY e.kind
      """, span)
  }

  /// Both sides at both ends of the day, and what does not cancel out.
  private static func balanceLines(
    _ db: Transaction, _ span: Range<Int64>
  ) throws -> (lines: [Line], difference: Cents) {
    func balance(_ condition: String, before moment: Int64) throws -> Int {
      try db.int(
        """
        SELECT coalesce(sum(CASE p.side WHEN 'credit' THEN p.amount_cents ELSE -p.amount_cents END), 0)
        FROM ledger_postings p JOIN ledger_entries e ON e.id = p.entry_id
        WHERE p.account \(condition) '\(LedgerAccount.itemsInClearing.name)' AND e.at_ms < ?
        """, [moment])
    }
    let opening = try balance("<>", before: span.lowerBound)
    let closing = try balance("<>", before: span.upperBound)
    let clearing = try balance("=", before: span.upperBound)
    let moved = try ledgerLines(db, span).reduce(0) { $0 + ($1.amount?.value ?? 0) }
    func line(_ name: String, _ cents: Int) -> Line {
      Line(section: .balances, name: name, count: 1, amount: Cents(cents))
    }
    return (
      [
        line("depositors, opening", opening), line("depositors, movement", moved),
        line("depositors, closing", closing), line("items in clearing, closing", clearing),
      ], Cents(abs(opening + moved - closing) + abs(closing + clearing))
    )
  }

  private static func holdLines(_ db: Transaction, _ span: Range<Int64>) throws -> [Line] {
    try lines(
      db, .holds,
      """
      SELECT 'placed', count(*), coalesce(sum(h.amount_cents), 0) FROM holds h
      JOIN ledger_entries e ON e.key = 'deposit:' || h.check_id || ':' || h.presentment
      WHERE e.at_ms >= ?1 AND e.at_ms < ?2
      UNION ALL
      SELECT 'ended by time', count(*), coalesce(sum(amount_cents), 0) FROM holds
      WHERE available_at_ms >= ?1 AND available_at_ms < ?2 AND ended_at_ms IS NULL
      UNION ALL
      SELECT 'ended before', count(*), coalesce(sum(amount_cents), 0) FROM holds
      WHERE ended_at_ms >= ?1 AND ended_at_ms < ?2
      UNION ALL
      SELECT 'left', count(*), coalesce(sum(h.amount_cents), 0) FROM holds h
      JOIN ledger_entries e ON e.key = 'deposit:' || h.check_id || ':' || h.presentment
      WHERE e.at_ms < ?2 AND h.available_at_ms >= ?2
        AND (h.ended_at_ms IS NULL OR h.ended_at_ms >= ?2)
      """, span)
  }

  private static func letterLines(_ db: Transaction, _ span: Range<Int64>) throws -> [Line] {
    try lines(
      db, .letters,
      """
      SELECT h.to_state, count(*), sum(l.amount_cents)
      FROM letter_history h JOIN letters l ON l.id = h.letter_id
      WHERE h.at_ms >= ?1 AND h.at_ms < ?2 GROUP BY h.to_state ORDER BY min(h.id)
      """, span)
  }

  private static func returnLines(_ db: Transaction, _ span: Range<Int64>) throws -> [Line] {
    try lines(
      db, .returns,
      """
      SELECT outcome, count(*), sum(coalesce(adjusted_cents - amount_cents, amount_cents))
      FROM returns WHERE imported_at_ms >= ?1 AND imported_at_ms < ?2
      GROUP BY outcome ORDER BY outcome
      """, span)
  }
}
