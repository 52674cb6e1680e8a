/// Why a file could not be written.
public enum CashLetterError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The profile cannot be used.
  case profile([String])
  /// A field of a record would not be well-formed.
  case field(record: RecordType, name: String, found: String, expected: String)
  /// An image is not as image exchange has it.
  case image(sequence: String, side: String, reason: String)
  /// The parts of a file came in the wrong order.
  case order(String)
  /// There are more items than the dialect takes.
  case tooManyItems(limit: Int)

  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .profile(let problems):
      "the profile of the bank cannot be used: \(problems.joined(separator: "; "))"
    case .field(let record, let name, let found, let expected):
      "record \(record.rawValue) (\(record.title)), \(name): '\(found)' instead of \(expected)"
    case .image(let sequence, let side, let reason):
      "the \(side) image of item \(sequence) cannot be sent: \(reason)"
    case .order(let reason):
      "a cash letter is written in another order: \(reason)"
    case .tooManyItems(let limit):
      "a letter takes \(limit) items: divide them among several letters"
    }
  }
}
