import CheckStore

extension Schema {
  /// Messages beside a check's own, for what its depositor is to be told, and what became of them.
  ///
  /// The table is made anew, since its column `check_id` was unique. The new one goes on counting
  /// where the old one was: a number that is used again would let an old lease pass for a new one.
  static let notices = """
    CREATE TABLE new_messages (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      check_id INTEGER NOT NULL REFERENCES checks (id),
      action TEXT NOT NULL,
      stage INTEGER NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('ready', 'leased', 'failed')),
      attempts INTEGER NOT NULL DEFAULT 0,
      is_suspect INTEGER NOT NULL DEFAULT 0,
      ready_at_ms INTEGER NOT NULL DEFAULT 0,
      enqueued_at_ms INTEGER NOT NULL,
      token INTEGER NOT NULL DEFAULT 0,
      owner TEXT,
      last_error TEXT,
      event_id INTEGER REFERENCES history (id),
      event TEXT,
      CHECK ((event_id IS NULL) = (event IS NULL))
    );
    INSERT INTO new_messages (id, check_id, action, stage, status, attempts, is_suspect,
        ready_at_ms, enqueued_at_ms, token, owner, last_error)
      SELECT id, check_id, action, stage, status, attempts, is_suspect, ready_at_ms,
        enqueued_at_ms, token, owner, last_error FROM messages;
    DELETE FROM sqlite_sequence WHERE name = 'new_messages';
    INSERT INTO sqlite_sequence (name, seq)
      SELECT 'new_messages', seq FROM sqlite_sequence WHERE name = 'messages';
    DROP TABLE messages;
    ALTER TABLE new_messages RENAME TO messages;
    CREATE INDEX messages_by_turn ON messages (status, stage DESC, id);
    CREATE INDEX messages_by_owner ON messages (owner) WHERE owner IS NOT NULL;
    CREATE INDEX suspect_messages ON messages (id) WHERE is_suspect = 1;
    CREATE UNIQUE INDEX own_messages ON messages (check_id) WHERE event_id IS NULL;
    CREATE UNIQUE INDEX notices_by_event ON messages (event_id) WHERE event_id IS NOT NULL;
    CREATE INDEX waiting_notices ON messages (check_id) WHERE event_id IS NOT NULL;

    CREATE TABLE notices (
      event_id INTEGER PRIMARY KEY REFERENCES history (id),
      check_id INTEGER NOT NULL REFERENCES checks (id),
      state TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      recipient TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('sent', 'not-sent')),
      reason TEXT,
      message_id TEXT,
      CHECK ((outcome = 'sent') = (message_id IS NOT NULL)),
      CHECK ((outcome = 'not-sent') = (reason IS NOT NULL))
    );
    CREATE INDEX notices_by_check ON notices (check_id);
    """
}
