import CheckActions
import CheckPipeline
import Foundation

/// An activation as it is printed; times in microseconds.
struct ActivationView: Encodable {
  var id: Int64
  var check: CheckID
  var action: ActionName
  var container: String
  var cold: Bool
  var startedAt: Date
  var waitMicroseconds: Int
  var initMicroseconds: Int
  var runMicroseconds: Int
  var outcome: Activation.Outcome
  var log: [String]

  init(_ activation: Activation) {
    id = activation.id
    check = activation.check
    action = activation.action
    container = activation.container
    cold = activation.isCold
    startedAt = activation.startedAt
    waitMicroseconds = activation.waitMicroseconds
    initMicroseconds = activation.initMicroseconds
    runMicroseconds = activation.runMicroseconds
    outcome = activation.outcome
    log = activation.log
  }

  static func table(_ activations: [Activation]) -> String {
    var table = Table(
      "ACTIVATION", "CHECK", "ACTION", "CONTAINER", "START", ">WAIT MS", ">INIT MS", ">RUN MS",
      "OUTCOME")
    table.color("START") { $0 == "cold" ? .cold : .dim }
    table.color("OUTCOME") { $0 == "failure" ? .bad : nil }
    for activation in activations {
      table.add(
        "\(activation.id)", "\(activation.check)", activation.action.rawValue,
        activation.container, activation.isCold ? "cold" : "warm",
        activation.waitMicroseconds.millisecondsText,
        activation.initMicroseconds.millisecondsText,
        activation.runMicroseconds.millisecondsText, activation.outcome.rawValue)
    }
    return table.text
  }

  /// An activation in one line, and under it what it logged.
  static func lines(_ activation: Activation) -> String {
    let start =
      activation.isCold
      ? "cold".styled(.cold) + " init \(activation.initMicroseconds.millisecondsText) ms"
      : "warm".styled(.dim)
    let head = [
      activation.startedAt.text.styled(.dim), "activation \(activation.id)",
      "check \(activation.check)", activation.action.rawValue.styled(.heading), start,
      "wait \(activation.waitMicroseconds.millisecondsText) ms",
      "run \(activation.runMicroseconds.millisecondsText) ms",
      activation.outcome.rawValue.styled(activation.outcome == .failure ? .bad : nil),
    ].joined(separator: "  ")
    return ([head] + activation.log.map { "  \($0.printable)" }).joined(separator: "\n")
  }
}
