import CheckStore

extension Schema {
  /// A row for each image of the image store, in the place of the list of those to remove.
  ///
  /// The bytes of what was submitted, and of rear sides that letters made, are not known here.
  static let imageRows = """
    CREATE TABLE images (
      hash TEXT PRIMARY KEY,
      bytes INTEGER CHECK (bytes >= 0),
      state TEXT NOT NULL CHECK (state IN ('stored', 'removing', 'removed')),
      revision INTEGER NOT NULL DEFAULT 0 CHECK (revision >= 0)
    ) WITHOUT ROWID;
    CREATE INDEX removing_images ON images (hash) WHERE state = 'removing';
    CREATE INDEX letter_items_by_front ON letter_items (json_extract(entry, '$.front'));

    WITH kept AS (
      SELECT id, front_hash, back_hash FROM checks WHERE images_removed_at_ms IS NULL),
    named AS (
      SELECT front_hash AS hash, NULL AS bytes FROM kept
      UNION ALL SELECT back_hash, NULL FROM kept
      UNION ALL SELECT i.hash, i.bytes FROM check_images i JOIN kept ON kept.id = i.check_id
      UNION ALL SELECT json_extract(l.entry, '$.rear'), NULL FROM letter_items l
        JOIN kept ON kept.id = l.check_id
      UNION ALL SELECT json_extract(l.entry, '$.front'), NULL FROM letter_items l
        JOIN kept ON kept.id = l.check_id)
    INSERT INTO images (hash, bytes, state)
      SELECT hash, max(bytes), 'stored' FROM named WHERE hash IS NOT NULL GROUP BY hash;
    INSERT INTO images (hash, state)
      SELECT hash, 'removing' FROM images_to_remove WHERE true ON CONFLICT (hash) DO NOTHING;
    DROP TABLE images_to_remove;
    """
}
