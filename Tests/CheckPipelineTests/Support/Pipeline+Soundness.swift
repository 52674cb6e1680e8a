import CheckStore
import Testing

@testable import CheckPipeline

/// What must hold of the store at any moment, whatever happened.
enum Soundness {
  /// What depositors with an address are to be told of.
  static let events = """
    SELECT h.id FROM history h JOIN checks c ON c.id = h.check_id
    WHERE c.email IS NOT NULL AND h.to_state IN ('deposited', 'rejected', 'review')
      AND h.from_state IN ('received', 'imaged', 'read', 'review')
    """

  /// Statements that find what must not be, and what must be instead.
  static let faults = [
    (
      """
      SELECT id FROM history WHERE (id IN (\(events))) <>
        ((SELECT count(*) FROM messages m WHERE m.event_id = history.id)
          + (SELECT count(*) FROM notices n WHERE n.event_id = history.id))
      """, "an event of which a depositor is told has one message or one notice, others none"
    ),
    (
      """
      SELECT c.id FROM checks c LEFT JOIN messages m ON m.check_id = c.id AND m.event_id IS NULL
      WHERE (c.state IN ('received', 'imaged', 'read')) <> coalesce(m.status <> 'failed', 0)
        OR (c.state = 'failed') <> coalesce(m.status = 'failed', 0)
      """, "a moving check has a message in the queue, a failed one a failed message, others none"
    ),
    (
      "SELECT id FROM messages WHERE (status = 'leased') <> (owner IS NOT NULL)",
      "a leased message has an owner, others have none"
    ),
    (
      """
      SELECT owner FROM messages WHERE status = 'leased'
      GROUP BY owner HAVING max(is_suspect) = 1 AND count(*) > 1
      """, "a suspect is alone in its owner's hands"
    ),
    (
      """
      SELECT id FROM (SELECT *, lag(to_state) OVER (PARTITION BY check_id ORDER BY id) AS before
        FROM history) WHERE from_state IS NOT before
      """, "each line of a history begins where the one before ended"
    ),
    (
      """
      SELECT id FROM checks c WHERE state <>
        (SELECT to_state FROM history h WHERE h.check_id = c.id ORDER BY h.id DESC LIMIT 1)
      """, "a check is where its history ended"
    ),
    (
      """
      SELECT identity FROM checks WHERE state = 'deposited' AND is_despite_duplicate = 0
      GROUP BY identity HAVING count(*) > 1
      """, "no item is deposited twice"
    ),
    (
      "SELECT front_hash FROM checks WHERE state = 'deposited' GROUP BY 1 HAVING count(*) > 1",
      "no picture is deposited twice"
    ),
    (
      "SELECT id FROM checks WHERE (state = 'failed') <> (failed_from IS NOT NULL)",
      "a failed check knows where it came from"
    ),
  ]
}

extension Pipeline {
  func expectSound(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    try await expectLedgerHolds(sourceLocation: sourceLocation)
    for (sql, what) in Soundness.faults {
      let count: Int? = try await value("SELECT count(*) FROM (\(sql))")
      #expect(count == 0, "\(what)", sourceLocation: sourceLocation)
    }
  }
}
