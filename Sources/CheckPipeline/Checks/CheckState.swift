/// Where a check stands.
public enum CheckState: String, Codable, Sendable, Hashable, CaseIterable {
  /// Submitted and stored.
  case received
  /// Its normalised picture is made.
  case imaged
  /// Its line is read, or was corrected.
  case read
  /// A person has to decide.
  case review
  /// Credited to the depositor.
  case deposited
  /// Not taken.
  case rejected
  /// Withdrawn, with a reversing entry where it was deposited.
  case cancelled
  /// The machinery gave up; it can be redriven.
  case failed
  /// In a cash letter's file.
  case lettered
  /// The cash letter was sent.
  case submitted
  /// Paid by the payor bank.
  case settled
  /// Sent back by the payor bank.
  case returned

  /// The states that may follow this one.
  ///
  /// A failed check goes back to the state it came from, which its record names.
  public var next: Set<CheckState> {
    switch self {
    case .received: [.imaged, .rejected, .cancelled, .failed]
    case .imaged: [.read, .review, .rejected, .cancelled, .failed]
    case .read: [.deposited, .review, .rejected, .cancelled, .failed]
    case .review: [.read, .deposited, .rejected, .cancelled, .failed]
    case .deposited: [.lettered, .cancelled]
    case .failed: [.received, .imaged, .read, .review]
    case .lettered: [.submitted, .deposited]
    case .submitted: [.settled, .returned, .deposited]
    case .settled: [.returned]
    case .returned: [.deposited]
    case .rejected, .cancelled: []
    }
  }

  /// Whether the pipeline itself will take the check further.
  public var isMoving: Bool {
    switch self {
    case .received, .imaged, .read: true
    default: false
    }
  }

  /// Whether another picture of the same check would be a duplicate.
  public var isLive: Bool {
    switch self {
    case .rejected, .cancelled, .failed: false
    default: true
    }
  }

  /// Whether the depositor is credited, or was until the check came back.
  public var wasDeposited: Bool {
    switch self {
    case .deposited, .lettered, .submitted, .settled, .returned: true
    default: false
    }
  }

  /// Whether the depositor is credited now.
  public var isCredited: Bool { wasDeposited && self != .returned }

  /// Whether a person has to act before anything happens.
  public var needsPerson: Bool { self == .review || self == .failed }

  /// The states that are meant, quoted for `IN (…)`.
  static func list(_ isMeant: (CheckState) -> Bool) -> String {
    allCases.filter(isMeant).map { "'\($0.rawValue)'" }.joined(separator: ", ")
  }
}
