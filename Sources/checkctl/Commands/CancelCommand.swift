import ArgumentParser
import CheckPipeline

struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Withdraw a check; a deposit is taken back by a reversing entry.",
    discussion: """
      Example:

        checkctl cancel 3 --reason "paid in cash"
      """)

  @Argument(help: "The check's number.")
  var check: CheckID

  @Option(help: "Why, for the history.")
  var reason = "requested by the user"

  @OptionGroup var actor: ActorOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let pipeline = try await data.openExisting()
    try await pipeline.cancel(check, by: actor.actor, reason: reason)
    try await CheckView.print(check, pipeline, output)
  }
}

extension CheckView {
  /// Prints where a check stands after it was acted on.
  static func print(_ id: CheckID, _ pipeline: Pipeline, _ output: OutputOptions) async throws {
    let view = CheckView(try await pipeline.check(id), masking: output.masking)
    switch output.format {
    case .json: try JSONLine.print(view)
    case .text: Console.out(view.summary)
    }
  }
}
