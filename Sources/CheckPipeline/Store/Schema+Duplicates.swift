import CheckActions
import CheckStore
import MICR

extension Schema {
  /// One credit for each item, whatever the amounts are that were stated, but for those that a person
  /// named and overruled.
  ///
  /// Earlier versions let a person credit an item again under another amount. Such checks keep their
  /// state, and the ledger's proof lists them.
  static func addDuplicates(_ db: Transaction) throws {
    try db.script(duplicates)
    try db.forEach(
      """
      SELECT id, line, amount_cents FROM checks
      WHERE line IS NOT NULL AND (identity IS NOT NULL OR payor IS NOT NULL)
      """
    ) { row in
      let item = ItemKeys(typed: row[1], besides: nil, amount: Cents(row[2]))
      for key in item.keys where key.kind != .line {
        try db.run(
          "INSERT INTO item_keys (kind, key, check_id) VALUES (?, ?, ?)",
          [key.kind.rawValue, key.value, row[0] as Int64])
      }
    }
  }

  private static let duplicates = """
    ALTER TABLE checks ADD COLUMN is_despite_duplicate INTEGER NOT NULL DEFAULT 0
      CHECK (is_despite_duplicate IN (0, 1));
    CREATE TABLE item_keys (
      kind TEXT NOT NULL CHECK (kind IN ('line', 'item', 'payor')),
      key TEXT NOT NULL,
      check_id INTEGER NOT NULL REFERENCES checks (id),
      is_kept INTEGER NOT NULL DEFAULT 0 CHECK (is_kept IN (0, 1)),
      PRIMARY KEY (kind, key, check_id)
    ) WITHOUT ROWID;
    CREATE INDEX item_keys_by_check ON item_keys (check_id);
    INSERT INTO item_keys (kind, key, check_id)
      SELECT 'line', identity, id FROM checks WHERE identity IS NOT NULL;

    UPDATE checks SET is_despite_duplicate = 1
      WHERE identity IS NOT NULL AND state IN \(deposited)
        AND EXISTS (
          SELECT 1 FROM checks earlier WHERE earlier.identity = checks.identity
            AND earlier.id < checks.id AND earlier.state IN \(deposited));
    DROP INDEX checks_by_payor;
    DROP INDEX deposited_items;
    DROP INDEX deposited_fronts;
    CREATE UNIQUE INDEX credited_items ON checks (identity)
      WHERE identity IS NOT NULL AND is_despite_duplicate = 0 AND state IN \(deposited);
    CREATE UNIQUE INDEX credited_fronts ON checks (front_hash)
      WHERE is_despite_duplicate = 0 AND state IN \(deposited);

    CREATE TABLE duplicate_overrides (
      check_id INTEGER NOT NULL REFERENCES checks (id),
      twin_id INTEGER NOT NULL REFERENCES checks (id),
      event_id INTEGER NOT NULL REFERENCES history (id),
      PRIMARY KEY (check_id, twin_id)
    ) WITHOUT ROWID;
    CREATE INDEX duplicate_overrides_by_twin ON duplicate_overrides (twin_id);
    \(appendOnly("duplicate_overrides"))
    """
}
