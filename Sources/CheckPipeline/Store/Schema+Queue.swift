import CheckStore

extension Schema {
  /// Indexes of what can be taken, and of what comes back later, each apart: a claim walks past
  /// nothing that is not due.
  ///
  /// A message that waits for no time has 0 as its time.
  static let queue = """
    DROP INDEX messages_by_turn;
    CREATE INDEX ready_messages ON messages (stage DESC, id)
      WHERE status = 'ready' AND ready_at_ms = 0;
    CREATE INDEX delayed_messages ON messages (ready_at_ms)
      WHERE status = 'ready' AND ready_at_ms > 0;
    DROP INDEX suspect_messages;
    CREATE INDEX suspect_messages ON messages (stage DESC, id) WHERE is_suspect = 1;
    CREATE INDEX failed_messages ON messages (id) WHERE status = 'failed';
    """
}
