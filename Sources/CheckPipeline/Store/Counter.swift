import CheckStore

/// A number that counts up in a row of its own.
///
/// Whoever changes it locks it until the end of the transaction, so that others wait and then go on
/// from there. A transaction that is rolled back has taken no number.
enum Counter: String {
  /// The numbers of letters.
  case letters
  /// The sequence numbers of letters' items and credits, which go on through all letters.
  case sequences
  /// The version of the routing directory that holds.
  case directories = "routing-directories"

  /// Takes the next numbers, and returns the last of them.
  ///
  /// - Parameter count: How many; less than zero to give back what the same transaction took last.
  @discardableResult
  func take(_ db: Transaction, _ count: Int = 1) throws -> Int {
    let value: Int? = try db.returning(
      "UPDATE counters SET value = value + ? WHERE name = ? RETURNING value", [count, rawValue]
    ) { $0[0] }
    return try StoreError.decoded(value, "counter", rawValue)
  }

  /// Moves the counter from a number that was read before.
  ///
  /// - Returns: `false` where it has another by now.
  func move(_ db: Transaction, from value: Int, to next: Int) throws -> Bool {
    try db.run(
      "UPDATE counters SET value = ? WHERE name = ? AND value = ?", [next, rawValue, value]) == 1
  }
}
