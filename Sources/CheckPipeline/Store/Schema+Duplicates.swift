extension Schema {
  /// One credit for each item, whatever the amounts are that were stated, but for those that a person
  /// named and overruled.
  ///
  /// Earlier versions let a person credit an item again under another amount. Such checks keep their
  /// state, and the ledger's proof lists them.
  static let duplicates = """
    ALTER TABLE checks ADD COLUMN read_identity TEXT;
    ALTER TABLE checks ADD COLUMN is_despite_duplicate INTEGER NOT NULL DEFAULT 0
      CHECK (is_despite_duplicate IN (0, 1));
    CREATE INDEX checks_by_read_identity ON checks (read_identity)
      WHERE read_identity IS NOT NULL;

    UPDATE checks SET is_despite_duplicate = 1
      WHERE identity IS NOT NULL AND state IN \(deposited)
        AND EXISTS (
          SELECT 1 FROM checks earlier WHERE earlier.identity = checks.identity
            AND earlier.id < checks.id AND earlier.state IN \(deposited));
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
