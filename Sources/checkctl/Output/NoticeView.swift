import CheckActions
import CheckPipeline
import Foundation

/// A notice as it is printed.
struct NoticeView: Encodable {
  var check: CheckID
  var state: NoticeState?
  var at: Date
  var email: String?
  var outcome: String
  /// Only of one that is not settled.
  var attempts: Int?
  var reason: String?
  var messageID: String?
  var file: String?

  init(_ notice: Notice, _ masking: Masking) {
    check = notice.check
    state = notice.state
    at = notice.at
    email = masking.email(notice.recipient).printable
    switch notice.outcome {
    case .sent(let id): (outcome, messageID) = ("sent", id)
    case .notSent(let why): (outcome, reason) = ("not-sent", why)
    }
    file = notice.file
  }

  init(_ notice: UnsentNotice, _ masking: Masking) {
    check = notice.check
    state = notice.state
    at = notice.at
    email = notice.recipient.map(masking.email)?.printable
    outcome = notice.standing.rawValue
    attempts = notice.attempts
    reason = notice.error
  }

  static func table(_ views: [NoticeView]) -> String {
    var table = Table("CHECK", "STATE", "WHEN (UTC)", "TO", "~OUTCOME", "MESSAGE-ID", "FILE")
    for view in views {
      table.add(
        "\(view.check)", view.state?.rawValue ?? "unknown", view.at.text, view.email ?? "unknown",
        view.outcomeInWords, view.messageID ?? "", view.file ?? "")
    }
    return table.text
  }

  private var outcomeInWords: String {
    guard let reason else { return outcome }
    guard let attempts else { return "not sent: \(reason)" }
    return outcome + (attempts > 0 ? " after attempt \(attempts)" : "") + ": \(reason)"
  }
}
