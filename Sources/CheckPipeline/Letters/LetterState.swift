/// Names a letter; given by the store, counting up.
public typealias LetterID = Int64

/// Where a letter stands.
public enum LetterState: String, Codable, Sendable, Hashable, CaseIterable {
  /// Its items are fixed, and its file is not there yet.
  case reserved
  /// Its file is there.
  case created
  /// Its file is on its way, and the bank may have it.
  case sending
  /// The bank has its file.
  case sent
  /// The bank took it.
  case acknowledged
  /// The bank did not take it; its items may go into another letter.
  case refused
  /// It was given up before it was sent; its items may go into another letter.
  case dropped

  /// The states that may follow this one.
  public var next: Set<LetterState> {
    switch self {
    case .reserved: [.created, .dropped]
    case .created: [.sending, .dropped]
    case .sending: [.sent]
    case .sent: [.acknowledged, .refused]
    case .acknowledged, .refused, .dropped: []
    }
  }

  /// The state that its checks go to with it.
  var ofChecks: CheckState {
    switch self {
    case .reserved, .created, .sending: .lettered
    case .sent: .submitted
    case .acknowledged: .settled
    case .refused, .dropped: .deposited
    }
  }

  /// Whether its items count as presented.
  var isLive: Bool { self != .refused && self != .dropped }
}
