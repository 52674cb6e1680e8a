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
    let hash = ImageHash(of: [UInt8](try Data(contentsOf: URL(filePath: file))))
    let sides = SubmittedSides(
      front: ImageReference(hash: hash, locator: .file(path: file)))
    var image = try ImageAction(environment: environment)
    var imaged = try image.invoke(sides, log: &log)
    guard var picture = imaged.picture, case .file(let scratch)? = picture.locator else {
      throw Unread(file: file)
    }
    let kept = "\(file).gray"
    try? FileManager.default.removeItem(atPath: kept)
    try FileManager.default.moveItem(atPath: scratch, toPath: kept)
    picture.locator = .file(path: kept)
    imaged.picture = picture
    // As the host does once it has stored them.
    for case .file(let path) in imaged.archive.map(\.reference.locator) {
      try FileManager.default.removeItem(atPath: path)
    }
    imaged.archive = []
    var micr = try MICRAction(environment: environment)
    let read = try micr.invoke(.init(sides, cached: picture), log: &log)
    reading = read.reading
    guard let fields = reading.fields else { throw Unread(file: file) }
    var intake = try IntakeAction(environment: environment)
    requests = [
      .intake: .intake(sides),
      .image: .image(sides),
      .micr: .micr(.init(sides, cached: picture)),
      .deposit: .deposit(
        try Self.deposit(status: reading.status, fields: fields, doubts: reading.doubts)),
      .notify: .notify(try Self.notify(fields: fields)),
    ]
    responses = [
      .intake: .intake(try intake.invoke(sides, log: &log)),
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
    status: MICRReading.Status, fields: MICRFields, doubts: [Doubt]
  ) throws -> DepositAction.Request {
    let text = Array(SyntheticDirectory.text.utf8)
    guard let directory = RoutingDirectory(version: 1, normalised: text) else {
      throw Unread(file: "the made-up routing directory")
    }
    return DepositAction.Request(
      status: status, fields: fields, doubts: doubts,
      statement: try DepositStatement(account: "10000000", amount: Cents(fields.amount ?? 1999)),
      rules: DepositRules(), directory: directory.edition)
  }
}
