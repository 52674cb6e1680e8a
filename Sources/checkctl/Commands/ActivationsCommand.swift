import ArgumentParser
import CheckActions
import CheckPipeline
import Foundation

extension ActionName: ExpressibleByArgument {
  /// The actions that have activations.
  public static var allValueStrings: [String] { onTheWay.map(\.rawValue) }
}

struct ActivationsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activations",
    abstract: "Look at the invocations of the actions: cold or warm, and how long they took.",
    discussion: """
      Example:

        checkctl activations list --action micr
      """,
    subcommands: [List.self, Show.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the latest activations, oldest first.",
      discussion: """
        Example:

          checkctl activations list --check 3
        """)

    @Option(help: "Only activations of this action.")
    var action: ActionName?

    @Option(help: "Only activations for this check.")
    var check: CheckID?

    @Option(help: "The most activations to list.")
    var limit = 100

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let activations = try await data.openExisting()
        .activations(check: check, action: action, limit: limit)
      try output.print(
        activations.map(ActivationView.init),
        text: activations.isEmpty ? "No activations." : ActivationView.table(activations))
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one activation with its log.",
      discussion: """
        Example:

          checkctl activations show 12
        """)

    @Argument(help: "The activation's number.")
    var activation: Int64

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      guard let found = try await data.openExisting().activation(activation) else {
        throw CommandFailure(
          "there is no activation \(activation): 'checkctl activations list' shows them")
      }
      let text = [ActivationView.table([found])] + found.log.map { "  \($0)" }
      try output.print(ActivationView(found), text: text.joined(separator: "\n"))
    }
  }
}

/// An activation as it is printed; times in microseconds.
private struct ActivationView: Encodable {
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
}
