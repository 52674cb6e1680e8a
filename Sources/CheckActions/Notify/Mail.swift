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

extension Mail {
  /// Reads a mail, whose subject and Message-ID are made one line again.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      from: try values.decode(MailAddress.self, forKey: .from),
      to: try values.decode(MailAddress.self, forKey: .to),
      subject: try values.decode(String.self, forKey: .subject),
      body: try values.decode(String.self, forKey: .body),
      messageID: PlainText.line(try values.decode(String.self, forKey: .messageID)),
      date: try values.decode(Date.self, forKey: .date))
  }
}
