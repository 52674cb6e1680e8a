import ArgumentParser
import CheckActions
import CheckPipeline
import Foundation

extension ActionName: ExpressibleByArgument {
  /// The actions that have activations.
  public static var allValueStrings: [String] { onTheWay.map(\.rawValue) }
}
extension Activation.Outcome: ExpressibleByArgument, CaseIterable {
  /// Both ways in which an invocation ends.
  public static var allCases: [Activation.Outcome] { [.success, .failure] }
}

struct ActivationsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activations",
    abstract: "Look at the invocations of the actions: cold or warm, and how long they took.",
    discussion: """
      Example:

        checkctl activations list --action micr
        checkctl activations summary --since 1h
      """,
    subcommands: [List.self, Show.self, Logs.self, Poll.self, Summary.self])

  /// The one activation that a number names.
  static func find(_ id: Int64, _ data: DataOptions) async throws -> Activation {
    guard let found = try await data.openExisting().activation(id) else {
      throw CommandFailure(
        "there is no activation \(id): 'checkctl activations list' shows them")
    }
    return found
  }
}

/// Which activations to look at.
struct ActivationFilterOptions: ParsableArguments {
  enum Start: String, EnumerableFlag {
    case cold, warm

    static func help(for value: Start) -> ArgumentHelp? { "Only \(value.rawValue) starts." }
  }

  @Option(help: "Only activations of this action.")
  var action: ActionName?

  @Option(help: "Only activations for this check.")
  var check: CheckID?

  @Option(help: "Only activations that ended so.")
  var outcome: Activation.Outcome?

  @Flag(exclusivity: .exclusive)
  var start: Start?

  @Option(help: ArgumentHelp("\(Moment.help)", valueName: "when"))
  var since: Moment?

  var filter: ActivationFilter {
    ActivationFilter(
      check: check, action: action, outcome: outcome, isCold: start.map { $0 == .cold },
      since: since?.date(now: PipelineClock.system.now()))
  }
}

extension ActivationsCommand {
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the latest activations, oldest first.",
      discussion: """
        Example:

          checkctl activations list --check 3
          checkctl activations list --cold --since 2h
        """)

    @OptionGroup var which: ActivationFilterOptions

    @Option(help: "The most activations to list.")
    var limit = 100

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      guard limit >= 1 else { throw ValidationError("--limit takes 1 or more, not \(limit)") }
    }

    func run() async throws {
      let activations = try await data.openExisting().activations(which.filter, limit: limit)
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
      let found = try await ActivationsCommand.find(activation, data)
      let text = [ActivationView.table([found])] + found.log.map { "  \($0.printable)" }
      try output.print(ActivationView(found), text: text.joined(separator: "\n"))
    }
  }

  struct Logs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print what an activation logged, and nothing else.",
      discussion: """
        Example:

          checkctl activations logs 12
        """)

    @Argument(help: "The activation's number.")
    var activation: Int64

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let found = try await ActivationsCommand.find(activation, data)
      switch output.format {
      case .json: try JSONLine.print(["log": found.log])
      case .text: for line in found.log { try Console.out(line.printable) }
      }
    }
  }
}
