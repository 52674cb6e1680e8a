import CheckStore

extension Schema {
  /// Holds on deposits, who an account belongs to, and the policy that each decision was made by.
  ///
  /// A deposit of an earlier version has none, and is available.
  static let holds = """
    CREATE TABLE holds (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      check_id INTEGER NOT NULL REFERENCES checks (id),
      presentment INTEGER NOT NULL,
      account TEXT NOT NULL,
      customer TEXT NOT NULL,
      banking_day TEXT NOT NULL,
      reason TEXT NOT NULL,
      amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
      counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
      available_at_ms INTEGER NOT NULL,
      ended_at_ms INTEGER,
      ended_by TEXT,
      end_note TEXT,
      CHECK ((ended_at_ms IS NULL) = (ended_by IS NULL)),
      UNIQUE (check_id, presentment, reason)
    );
    CREATE INDEX holds_by_account ON holds (account, banking_day);
    CREATE INDEX holds_by_customer ON holds (customer, banking_day);
    ALTER TABLE accounts ADD COLUMN customer TEXT;
    ALTER TABLE history ADD COLUMN policy TEXT;
    """
}
