import Foundation

/// The states of a check of which its depositor is told.
public enum NoticeState: String, Codable, Sendable, Hashable, CaseIterable {
  /// It is credited.
  case deposited
  /// It was not taken.
  case rejected
  /// A person has to look at it.
  case review
}

/// What happened to a check, as it was at that moment.
public struct NoticeEvent: Codable, Sendable, Hashable {
  /// The state it reached.
  public var state: NoticeState
  /// When.
  public var at: Date
  /// Why, as the rules have it.
  public var reasons: [Reason]
  /// Why, in the words of the person who decided.
  public var words: String?

  /// Makes an event from its parts.
  public init(state: NoticeState, at: Date, reasons: [Reason] = [], words: String? = nil) {
    self.state = state
    self.at = at
    self.reasons = reasons
    self.words = words
  }
}
