import ArgumentParser
import CashLetter
import CheckPipeline
import Foundation

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
      Release.self, Verify.self, Extract.self, Layout.self, Policy.self,
    ])
}

/// The policy that holds for letters and returns.
struct LetterPolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The letter policy, a JSON file. (default: letter-policy.json in the data folder, else one "
        + "of test files between two made-up banks)", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var policy: String?

  func load(_ folder: DataFolder) throws -> LetterPolicy {
    if let policy { return try LetterPolicy(file: policy) }
    let standard = folder.letterPolicy
    let isThere = FileManager.default.fileExists(atPath: standard)
    return isThere ? try LetterPolicy(file: standard) : LetterPolicy()
  }

  /// The same, and says so where no bank's policy holds.
  func loadForLetter(_ folder: DataFolder) throws -> LetterPolicy {
    if policy == nil, !FileManager.default.fileExists(atPath: folder.letterPolicy) {
      Console.note(
        "no \(folder.letterPolicy): a test between two made-up banks; 'checkctl letter policy' "
          + "prints a policy to begin with")
    }
    return try load(folder)
  }
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
