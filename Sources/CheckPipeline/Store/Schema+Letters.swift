import CheckStore

extension Schema {
  /// Cash letters, what each says of its items, and what banks answer.
  ///
  /// A letter's row and its items' hold all that its file is made of, so that it can be written again
  /// to the byte.
  static let letters = """
    CREATE TABLE letters (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      state TEXT NOT NULL,
      profile TEXT NOT NULL,
      business_date TEXT NOT NULL,
      creation_date TEXT NOT NULL,
      creation_time TEXT NOT NULL,
      modifier TEXT NOT NULL,
      file TEXT NOT NULL UNIQUE,
      items INTEGER NOT NULL CHECK (items > 0),
      amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
      credit_sequence INTEGER NOT NULL UNIQUE,
      bytes INTEGER,
      checksum TEXT,
      destination TEXT,
      changed_at_ms INTEGER NOT NULL,
      UNIQUE (creation_date, creation_time, modifier),
      CHECK ((bytes IS NULL) = (checksum IS NULL))
    );
    CREATE TABLE letter_items (
      sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
      letter_id INTEGER NOT NULL REFERENCES letters (id),
      check_id INTEGER NOT NULL REFERENCES checks (id),
      presentment INTEGER NOT NULL,
      is_live INTEGER NOT NULL DEFAULT 1 CHECK (is_live IN (0, 1)),
      entry TEXT NOT NULL
    );
    CREATE INDEX letter_items_by_letter ON letter_items (letter_id);
    CREATE INDEX letter_items_by_check ON letter_items (check_id);
    CREATE UNIQUE INDEX live_presentments ON letter_items (check_id, presentment)
      WHERE is_live = 1;
    CREATE TABLE letter_history (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      letter_id INTEGER NOT NULL REFERENCES letters (id),
      at_ms INTEGER NOT NULL,
      from_state TEXT,
      to_state TEXT NOT NULL,
      actor TEXT NOT NULL,
      note TEXT NOT NULL
    );
    CREATE INDEX letter_history_by_letter ON letter_history (letter_id);
    CREATE TABLE bank_readings (
      hash TEXT PRIMARY KEY,
      line TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE letter_releases (
      check_id INTEGER PRIMARY KEY REFERENCES checks (id),
      at_ms INTEGER NOT NULL,
      actor TEXT NOT NULL,
      note TEXT NOT NULL
    );

    CREATE TABLE returns (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      key TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('return', 'adjustment')),
      first_bank TEXT NOT NULL,
      deposit_date TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      amount_cents INTEGER NOT NULL,
      adjusted_cents INTEGER,
      reason TEXT,
      reason_table TEXT,
      payor_routing TEXT,
      on_us TEXT,
      is_test INTEGER,
      is_administrative INTEGER NOT NULL,
      outcome TEXT NOT NULL,
      note TEXT NOT NULL,
      check_id INTEGER REFERENCES checks (id),
      presentment INTEGER,
      file TEXT NOT NULL,
      actor TEXT NOT NULL,
      imported_at_ms INTEGER NOT NULL,
      CHECK ((outcome = 'unmatched') = (check_id IS NULL))
    );
    CREATE INDEX returns_by_check ON returns (check_id);
    CREATE INDEX returns_by_key ON returns (key);
    CREATE UNIQUE INDEX settled_returns ON returns (key) WHERE outcome <> 'unmatched';

    CREATE TABLE new_ledger_entries (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      key TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('deposit', 'reversal', 'adjustment')),
      check_id INTEGER NOT NULL REFERENCES checks (id),
      reverses INTEGER UNIQUE REFERENCES ledger_entries (id),
      at_ms INTEGER NOT NULL,
      memo TEXT NOT NULL
    );
    INSERT INTO new_ledger_entries (id, key, kind, check_id, reverses, at_ms, memo)
      SELECT id, key, kind, check_id, reverses, at_ms, memo FROM ledger_entries;
    DELETE FROM sqlite_sequence WHERE name = 'new_ledger_entries';
    INSERT INTO sqlite_sequence (name, seq)
      SELECT 'new_ledger_entries', seq FROM sqlite_sequence WHERE name = 'ledger_entries';
    DROP TABLE ledger_entries;
    ALTER TABLE new_ledger_entries RENAME TO ledger_entries;
    CREATE INDEX ledger_entries_by_check ON ledger_entries (check_id);

    \(appendOnly("ledger_entries"))
    \(appendOnly("letter_history"))
    """
}
