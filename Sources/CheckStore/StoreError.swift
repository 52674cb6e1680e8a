/// Why a store cannot be used, or what it holds cannot be read.
public enum StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A column has a value that it should not have.
  case unknownValue(column: String, value: String)
  /// A connection does not sync each commit, which would lose deposits in a power cut.
  case notDurable(setting: String)
  /// A later version has brought its tables up to date, so that this one would misread them.
  case newer
  /// One of its files cannot be used.
  case unusable(String, reason: String)
  /// The write lock was held by others for too long.
  case busy(lock: String, seconds: Int)

  /// What happened, and what to do.
  public var description: String {
    switch self {
    case .unknownValue(let column, let value):
      "the store has the unknown \(column) '\(value)': use the version of checkctl that wrote it"
    case .newer:
      "the store was opened by a later version of checkctl: use that version, or a data folder of "
        + "this one's own"
    case .notDurable(let setting):
      "the store runs with synchronous=\(setting) where FULL was asked for"
    case .unusable(let file, let reason):
      "data folder \(file) cannot be used: \(reason)"
    case .busy(let lock, let seconds):
      "another process has held \(lock) for \(seconds) s: try again, or see what holds it"
    }
  }

  /// Returns a value that was decoded from a column; `text` is what the column has.
  ///
  /// - Throws: ``unknownValue(column:value:)`` where there is none.
  package static func decoded<Value>(
    _ value: Value?, _ column: String, _ text: String
  ) throws(StoreError) -> Value {
    guard let value else { throw .unknownValue(column: column, value: text) }
    return value
  }
}
