import CheckActions
import Foundation
import MICR

/// The requests that one check leads to, and what the actions gave back.
struct CheckRequests: Sendable {
  private(set) var requests: [ActionName: ActionRequest] = [:]
  private(set) var responses: [ActionName: ActionResponse] = [:]
  private(set) var reading: MICRReading

  struct Unread: Error {
    var file: String
  }

  /// Takes a picture through the actions, as a host would.
  init(file: String, environment: ActionEnvironment) throws {
    var log = ActivationLog()
    var image = try ImageAction(environment: environment)
    var imaged = try image.invoke(.init(front: file), log: &log)
    guard var picture = imaged.picture else { throw Unread(file: file) }
    let kept = "\(file).gray"
    try? FileManager.default.removeItem(atPath: kept)
    try FileManager.default.moveItem(atPath: picture.file, toPath: kept)
    picture.file = kept
    imaged.picture = picture
    // As the host does once it has stored them.
    for image in imaged.archive { try FileManager.default.removeItem(atPath: image.file) }
    imaged.archive = []
    var micr = try MICRAction(environment: environment)
    let read = try micr.invoke(.init(.init(front: file), cached: picture), log: &log)
    reading = read.reading
    guard let fields = reading.fields else { throw Unread(file: file) }
    var intake = try IntakeAction(environment: environment)
    requests = [
      .intake: .intake(.init(front: file)),
      .image: .image(.init(front: file)),
      .micr: .micr(.init(.init(front: file), cached: picture)),
      .deposit: .deposit(
        try Self.deposit(status: reading.status, fields: fields, reasons: reading.reasons)),
      .notify: .notify(try Self.notify(fields: fields)),
    ]
    responses = [
      .intake: .intake(try intake.invoke(.init(front: file), log: &log)),
      .image: .image(imaged),
      .micr: .micr(read),
    ]
  }

  subscript(action: ActionName) -> ActionRequest {
    guard let request = requests[action] else {
      preconditionFailure("there is a request for every action")
    }
    return request
  }

  private static func notify(fields: MICRFields) throws -> NotifyAction.Request {
    NotifyAction.Request(
      check: 1, event: NoticeEvent(state: .deposited, at: Date(timeIntervalSince1970: 0)),
      statement: try DepositStatement(
        account: "10000000", amount: Cents(fields.amount ?? 1999), email: "dana@example.com"),
      seed: "1")
  }

  static func deposit(
    status: MICRReading.Status, fields: MICRFields, reasons: [String]
  ) throws -> DepositAction.Request {
    let text = Array(SyntheticDirectory.text.utf8)
    guard let directory = RoutingDirectory(version: 1, normalised: text) else {
      throw Unread(file: "the made-up routing directory")
    }
    return DepositAction.Request(
      status: status, fields: fields, uncertainties: reasons,
      statement: try DepositStatement(account: "10000000", amount: Cents(fields.amount ?? 1999)),
      rules: DepositRules(), directory: directory.edition)
  }
}
