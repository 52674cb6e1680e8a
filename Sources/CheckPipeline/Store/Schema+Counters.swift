import CheckStore

extension Schema {
  /// Numbers that count up, each in a row of its own that whoever takes some changes first.
  ///
  /// They go on where the maxima were. A letter's number went on from the last one that was ever
  /// given, which SQLite kept.
  static let counters = """
    CREATE TABLE counters (
      name TEXT PRIMARY KEY,
      value INTEGER NOT NULL
    ) WITHOUT ROWID;
    INSERT INTO counters (name, value)
      SELECT 'letters', coalesce(max(number), 0) FROM (
        SELECT max(id) AS number FROM letters
        UNION ALL SELECT seq FROM sqlite_sequence WHERE name = 'letters');
    INSERT INTO counters (name, value)
      SELECT 'sequences', coalesce(max(number), 0) FROM (
        SELECT max(sequence) AS number FROM letter_items
        UNION ALL SELECT max(credit_sequence) FROM letters);
    INSERT INTO counters (name, value)
      SELECT 'routing-directories', max(version) FROM routing_directories;
    """
}
