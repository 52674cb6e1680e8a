import ArgumentParser
import CheckPipeline

struct LetterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "letter",
    abstract: "Make cash letters of deposited checks, send them, and verify files.",
    discussion: """
      Example: what a bank gets, and what is held back from it.

        checkctl letter create
        checkctl letter held
        checkctl letter send 1 --to /mnt/bank/outgoing
        checkctl letter acknowledge 1
      """,
    subcommands: [
      Create.self, List.self, Show.self, Send.self, Acknowledge.self, Drop.self, Held.self,
      Release.self, Verify.self, Extract.self, Layout.self,
    ])
}

/// A letter that a person acts on.
struct LetterOptions: ParsableArguments {
  @Argument(help: "The letter's number.")
  var letter: LetterID

  @OptionGroup var actor: ActorOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  /// Acts, and prints where the letter stands then.
  func act(_ body: (Pipeline) async throws -> Letter) async throws {
    let view = LetterView(try await body(try await data.openExisting()))
    try output.print(view, text: view.summary)
  }
}
