import CheckStore

extension Schema {
  /// The rows that ``Locks`` locks.
  static let locks = """
    CREATE TABLE locks (
      stripe INTEGER PRIMARY KEY,
      turns INTEGER NOT NULL
    );
    WITH RECURSIVE numbers (stripe) AS (
      SELECT 0 UNION ALL SELECT stripe + 1 FROM numbers WHERE stripe < 511)
    INSERT INTO locks (stripe, turns) SELECT stripe, 0 FROM numbers;
    """
}
