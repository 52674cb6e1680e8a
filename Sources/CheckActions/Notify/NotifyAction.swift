import Hashing
import Foundation

/// Composes the mail that tells a depositor what happened to a check.
///
/// It sends nothing: its host does, and may do so twice. The same request gives the same mail, so
/// that a second one can be told by its Message-ID.
public struct NotifyAction: Action {
  /// What to tell, and whom.
  public struct Request: Codable, Sendable, Hashable {
    /// The check's number.
    public var check: Int64
    /// What happened.
    public var event: NoticeEvent
    /// What the depositor said, as it stood then.
    public var statement: DepositStatement
    /// What the Message-ID is made from; of this event alone.
    public var seed: String

    /// Makes a request from its parts.
    public init(check: Int64, event: NoticeEvent, statement: DepositStatement, seed: String) {
      self.check = check
      self.event = event
      self.statement = statement
      self.seed = seed
    }
  }

  /// The mail, or why there is none.
  public enum Response: Codable, Sendable, Hashable {
    /// To be delivered.
    case mail(Mail)
    /// Nothing can be sent, now or later.
    case none(reason: String)
  }

  /// The action's name.
  public static let name = ActionName.notify

  private let sender: MailAddress
  private var templates: TemplateShelf

  /// Keeps the sender; templates are parsed when they are first needed.
  public init(environment: ActionEnvironment) throws(ActionFailure) {
    sender = environment.sender
    templates = TemplateShelf(folder: environment.templateFolder)
  }

  /// Fills the template for the event.
  public mutating func invoke(
    _ request: Request, log: inout ActivationLog
  ) throws(ActionFailure) -> Response {
    guard let address = request.statement.email else {
      return .none(reason: "the depositor gave no address")
    }
    guard let recipient = MailAddress(address) else {
      log.write("the address cannot be mailed to safely")
      return .none(reason: "the address cannot be mailed to safely")
    }
    let (template, isNew) = try templates.template(for: request.event.state)
    if isNew { log.write("template for \(request.event.state.rawValue) parsed") }
    let text = template.render(Self.values(request))
    let name = SHA256.hash(Array(request.seed.utf8)).prefix(16).hexadecimal
    return .mail(
      Mail(
        from: sender, to: recipient, subject: text.subject, body: text.body,
        messageID: "<\(name)@\(sender.domain)>", date: request.event.at))
  }

  /// What a template may name.
  private static func values(_ request: Request) -> [String: any Sendable] {
    let (event, statement) = (request.event, request.statement)
    var reasons: [String] = []
    for reason in event.reasons.map(\.inWords) where !reasons.contains(reason) {
      reasons.append(reason)
    }
    if let words = event.words { reasons.append(PlainText.line(words)) }
    var values: [String: any Sendable] = [
      "check": String(request.check), "state": event.state.rawValue,
      "amount": statement.amount.description, "account": AccountMask.hidden(statement.account),
      "time": event.at.ISO8601Format(.iso8601(timeZone: .gmt, dateTimeSeparator: .space)),
      "reasons": reasons,
    ]
    if let memo = statement.memo { values["memo"] = PlainText.line(memo) }
    return values
  }
}
