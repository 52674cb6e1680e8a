import ArgumentParser

struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Withdraw a check; a deposit is taken back by a reversing entry.",
    discussion: """
      Example:

        checkctl cancel 3 --reason "paid in cash"
      """)

  @Option(help: "Why, for the history.")
  var reason = "requested by the user"

  @OptionGroup var options: ActOptions

  func run() async throws {
    try await options.act { pipeline in
      try await pipeline.cancel(options.check, by: options.actor.actor, reason: reason)
    }
  }
}
