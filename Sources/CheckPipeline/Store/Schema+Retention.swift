import CheckStore

extension Schema {
  /// When a check's pictures were removed, those that are about to be, and how to find who names one.
  static let retention = """
    ALTER TABLE checks ADD COLUMN images_removed_at_ms INTEGER;
    CREATE INDEX checks_by_back ON checks (back_hash) WHERE back_hash IS NOT NULL;
    CREATE INDEX final_checks ON checks (changed_at_ms)
      WHERE images_removed_at_ms IS NULL
        AND state IN ('rejected', 'cancelled', 'settled', 'returned');
    CREATE INDEX check_images_by_hash ON check_images (hash);
    CREATE INDEX letter_items_by_rear ON letter_items (json_extract(entry, '$.rear'));
    CREATE TABLE images_to_remove (
      hash TEXT PRIMARY KEY
    ) WITHOUT ROWID;
    """
}
