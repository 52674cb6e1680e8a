import Foundation

/// An e-mail to a depositor.
///
/// Only ``NotifyAction`` makes one, so that its addresses were looked at and its subject is one line.
public struct Mail: Codable, Sendable, Hashable {
  /// Who sends it.
  public let from: MailAddress
  /// Who gets it.
  public let to: MailAddress
  /// The subject: one line.
  public let subject: String
  /// The text, its lines ended by `\n`.
  public let body: String
  /// The Message-ID, in its angle brackets: the same for the same event.
  public let messageID: String
  /// When what it tells of happened, so that the same event always gives the same bytes.
  public let date: Date

  package init(
    from: MailAddress, to: MailAddress, subject: String, body: String, messageID: String,
    date: Date
  ) {
    self.from = from
    self.to = to
    self.subject = PlainText.line(subject)
    self.body = PlainText.lines(body)
    self.messageID = messageID
    self.date = date
  }
}
