@testable import CheckActions
import MICR

@testable import CheckPipeline

/// What the actions are to find on a front: its text says so, as a picture would.
struct FrontScript: Hashable {
  var serial: Int
  var isBlank = false
  var status = MICRReading.Status.sure
  /// Whether whoever works on it dies.
  var isPoison = false

  /// The front's text; fronts of other numbers, or of other seeds, have other bytes.
  func text(number: Int, seed: UInt64) -> String {
    "\(serial) \(isBlank ? "blank" : status.rawValue) \(isPoison ? "poison" : "") \(number) \(seed)"
  }
}

/// Actions that give what a script says; the ones that look at no picture are the real ones.
struct ScriptedActions {
  private var deposit: DepositAction
  private var notify: NotifyAction

  init(routingFolder: String) throws {
    let environment = ActionEnvironment(scratchFolder: "", routingFolder: routingFolder)
    deposit = try DepositAction(environment: environment)
    notify = try NotifyAction(environment: environment)
  }

  mutating func response(
    to lease: Lease, _ script: FrontScript, _ parts: Parts
  ) throws -> ActionResponse {
    var log = ActivationLog()
    switch lease.action {
    case .intake:
      return .intake(.init(front: nil, back: nil, findings: []))
    case .image:
      guard !script.isBlank else {
        return .image(
          .init(picture: nil, quality: nil, findings: [Finding(.blank, "It is blank.")]))
      }
      let picture = NormalisedPicture(width: 10, height: 10, checksum: "")
      return .image(.init(picture: picture, quality: nil, findings: []))
    case .micr:
      let line = script.status == .noLine ? "" : Lines.personal("\(script.serial)")
      return .micr(.init(Lines.reading(line, script.status)))
    case .deposit:
      let request = try Steps.request(
        for: lease, images: parts.images, pictures: parts.pictures,
        rules: parts.rules.deposits)
      guard case .deposit(let request) = request else { throw CancellationError() }
      return .deposit(try deposit.invoke(request, log: &log))
    case .notify:
      return .notify(try notify.invoke(lease.noticeRequest(), log: &log))
    case .demo:
      throw CancellationError()
    }
  }
}
