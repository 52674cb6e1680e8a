import CheckStore

/// The tables of the store, version by version.
extension Schema {
  static let checks = Schema(
    probe: "checks",
    [
      Migration("1", script: first),
      Migration("2", script: images),
      Migration("3", addDirectories),
      Migration("4", script: notices),
      Migration("5", script: queue),
      Migration("6", script: letters),
      Migration("7", script: holds),
      Migration("8", script: retention),
      Migration("9", addDuplicates),
      Migration("10", script: imageRows),
      Migration("11", script: locks),
      Migration("12", script: counters),
    ])

  /// States in which an item counts as deposited, for the constraints that forbid doubles.
  static let deposited = "('deposited', 'lettered', 'submitted', 'settled', 'returned')"

  private static let first = """
    CREATE TABLE meta (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE checks (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      state TEXT NOT NULL,
      failed_from TEXT,
      account TEXT NOT NULL,
      amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
      email TEXT,
      memo TEXT,
      front_name TEXT NOT NULL,
      front_hash TEXT NOT NULL,
      back_hash TEXT,
      idempotency_key TEXT NOT NULL UNIQUE,
      content_key TEXT NOT NULL,
      received_at_ms INTEGER NOT NULL,
      received_day INTEGER NOT NULL,
      changed_at_ms INTEGER NOT NULL,
      line TEXT,
      line_is_corrected INTEGER NOT NULL DEFAULT 0,
      identity TEXT,
      payor TEXT,
      serial TEXT,
      presentment INTEGER NOT NULL DEFAULT 1,
      findings TEXT NOT NULL DEFAULT '[]'
    );
    CREATE INDEX checks_by_state ON checks (state, id);
    CREATE INDEX checks_by_front ON checks (front_hash);
    CREATE INDEX checks_by_identity ON checks (identity) WHERE identity IS NOT NULL;
    CREATE INDEX checks_by_payor ON checks (payor, amount_cents) WHERE payor IS NOT NULL;
    CREATE INDEX checks_by_day ON checks (account, received_day);
    CREATE UNIQUE INDEX deposited_items ON checks (identity, amount_cents)
      WHERE identity IS NOT NULL AND state IN \(deposited);
    CREATE UNIQUE INDEX deposited_fronts ON checks (front_hash) WHERE state IN \(deposited);

    CREATE TABLE results (
      check_id INTEGER NOT NULL REFERENCES checks (id),
      action TEXT NOT NULL,
      response TEXT NOT NULL,
      PRIMARY KEY (check_id, action)
    ) WITHOUT ROWID;

    CREATE TABLE history (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      check_id INTEGER NOT NULL REFERENCES checks (id),
      at_ms INTEGER NOT NULL,
      from_state TEXT,
      to_state TEXT NOT NULL,
      actor TEXT NOT NULL,
      note TEXT NOT NULL
    );
    CREATE INDEX history_by_check ON history (check_id);

    CREATE TABLE messages (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      check_id INTEGER NOT NULL UNIQUE REFERENCES checks (id),
      action TEXT NOT NULL,
      stage INTEGER NOT NULL,
      status TEXT NOT NULL CHECK (status IN ('ready', 'leased', 'failed')),
      attempts INTEGER NOT NULL DEFAULT 0,
      is_suspect INTEGER NOT NULL DEFAULT 0,
      ready_at_ms INTEGER NOT NULL DEFAULT 0,
      enqueued_at_ms INTEGER NOT NULL,
      token INTEGER NOT NULL DEFAULT 0,
      owner TEXT,
      last_error TEXT
    );
    CREATE INDEX messages_by_turn ON messages (status, stage DESC, id);
    CREATE INDEX messages_by_owner ON messages (owner) WHERE owner IS NOT NULL;
    CREATE INDEX suspect_messages ON messages (id) WHERE is_suspect = 1;

    CREATE TABLE owners (
      id TEXT PRIMARY KEY,
      role TEXT NOT NULL,
      process INTEGER NOT NULL,
      boot_id TEXT NOT NULL,
      beat_at_ms INTEGER NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE activations (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      check_id INTEGER NOT NULL REFERENCES checks (id),
      action TEXT NOT NULL,
      container TEXT NOT NULL,
      is_cold INTEGER NOT NULL,
      started_at_ms INTEGER NOT NULL,
      wait_us INTEGER NOT NULL,
      init_us INTEGER NOT NULL,
      run_us INTEGER NOT NULL,
      outcome TEXT NOT NULL,
      log TEXT NOT NULL
    );
    CREATE INDEX activations_by_check ON activations (check_id);

    CREATE TABLE accounts (
      number TEXT PRIMARY KEY,
      opened_at_ms INTEGER NOT NULL,
      opened_by_check INTEGER NOT NULL REFERENCES checks (id)
    ) WITHOUT ROWID;

    CREATE TABLE ledger_entries (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      key TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('deposit', 'reversal')),
      check_id INTEGER NOT NULL REFERENCES checks (id),
      reverses INTEGER UNIQUE REFERENCES ledger_entries (id),
      at_ms INTEGER NOT NULL,
      memo TEXT NOT NULL
    );
    CREATE INDEX ledger_entries_by_check ON ledger_entries (check_id);
    CREATE TABLE ledger_postings (
      entry_id INTEGER NOT NULL REFERENCES ledger_entries (id),
      account TEXT NOT NULL,
      side TEXT NOT NULL CHECK (side IN ('debit', 'credit')),
      amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
      PRIMARY KEY (entry_id, account, side)
    ) WITHOUT ROWID;
    CREATE INDEX ledger_postings_by_account ON ledger_postings (account);

    \(appendOnly("history"))
    \(appendOnly("ledger_entries"))
    \(appendOnly("ledger_postings"))
    """

  static func appendOnly(_ table: String) -> String {
    ["UPDATE", "DELETE"].map { act in
      """
      CREATE TRIGGER \(table)_no_\(act.lowercased()) BEFORE \(act) ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(table) is append-only'); END;
      """
    }
    .joined(separator: "\n")
  }
}
