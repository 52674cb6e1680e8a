import CheckStore

extension Schema {
  /// The pictures that are made of a check's sides for archive and bank.
  static let images = """
    CREATE TABLE check_images (
      check_id INTEGER NOT NULL REFERENCES checks (id),
      side TEXT NOT NULL,
      kind TEXT NOT NULL,
      hash TEXT NOT NULL,
      bytes INTEGER NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      dpi INTEGER,
      PRIMARY KEY (check_id, side, kind)
    ) WITHOUT ROWID;
    """
}
