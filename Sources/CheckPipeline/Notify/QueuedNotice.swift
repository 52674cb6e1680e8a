import CheckStore
import CheckActions

/// What a message asks to tell a depositor: all as it was at the event, since a check in review may
/// be corrected before its notice goes out.
struct QueuedNotice: Codable, Sendable, Hashable {
  var event: NoticeEvent
  var statement: DepositStatement
}

extension CheckState {
  /// What a depositor is told when a check comes from `before` to this state; `nil` for nothing.
  ///
  /// One that comes back to where it was, from a failure or from a cash letter, has no news.
  func notice(after before: CheckState) -> NoticeState? {
    before.isMoving || before == .review ? NoticeState(rawValue: rawValue) : nil
  }
}

extension Lease {
  /// Takes what the message of a notice holds.
  ///
  /// - Throws: `StoreError` when this version cannot read it; it names no one, since the error is
  ///   listed with what failed.
  mutating func setNotice(event: Int64?, text: String?) throws {
    eventID = event
    notice = try StoreError.decoded(
      text.flatMap { try? JSON.decode(QueuedNotice.self, from: $0) }, "event",
      "of message \(messageID)")
  }

  /// The request to compose the mail.
  func noticeRequest() throws(ActionFailure) -> NotifyAction.Request {
    guard let notice, let eventID else {
      throw .unreadable(file: "notice for check \(check.id)", reason: "not in the store")
    }
    let event = notice.event
    return NotifyAction.Request(
      check: check.id, event: event, statement: notice.statement,
      // The picture tells stores apart, whose checks and events count from 1 in each.
      seed: "\(check.frontHash)/\(eventID)/\(event.at.milliseconds)")
  }
}
