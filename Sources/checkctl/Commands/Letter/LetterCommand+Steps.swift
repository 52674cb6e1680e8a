import ArgumentParser
import CheckPipeline

extension LetterCommand {
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the letters, oldest first.",
      discussion: """
        Example:

          checkctl letter list --format json
        """)

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let views = try await data.openExisting().letters().map(LetterView.init)
      try output.print(views, text: views.isEmpty ? "No letters." : LetterView.table(views))
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a letter with its items and what became of them.",
      discussion: """
        Example:

          checkctl letter show 1
        """)

    @Argument(help: "The letter's number.")
    var letter: LetterID

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let details = try await data.openExisting().letter(letter)
      let view = LetterDetailsView(details, output.masking)
      try output.print(view, text: view.text)
    }
  }

  struct Send: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send a letter: put its file where it goes to the bank from.",
      discussion: """
        Example:

          checkctl letter send 1 --to /mnt/bank/outgoing

        The copy is whole and synced before it has its name. Sending again puts the same bytes \
        under the same name. From the first attempt on the letter can no longer be dropped.
        """)

    @Option(
      help: ArgumentHelp("The folder that files go to the bank from.", valueName: "folder"),
      completion: .directory)
    var to: String?

    @Flag(help: "Note that the file was handed over otherwise, and copy nothing.")
    var handedOver = false

    @OptionGroup var options: LetterOptions

    func validate() throws {
      guard (to != nil) != handedOver else {
        throw ValidationError("give --to FOLDER, or --handed-over when the bank has the file")
      }
    }

    func run() async throws {
      try await options.act { pipeline in
        try await pipeline.sendLetter(options.letter, to: to, by: options.actor.actor)
      }
    }
  }

  struct Acknowledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Note what the bank answered to a letter: that it took it, or why it did not.",
      discussion: """
        Example:

          checkctl letter acknowledge 1
          checkctl letter acknowledge 2 --refused "unknown origin"
          checkctl letter acknowledge --from acknowledgement.json

        The checks of a letter that was taken are settled; those of one that was refused may go \
        into another.
        """)

    @Argument(help: "The letter's number; not with --from.")
    var letter: LetterID?

    @Option(help: ArgumentHelp("Why the bank refused it.", valueName: "reason"))
    var refused: String?

    @Option(
      help: ArgumentHelp(
        "The bank's answer as a JSON file with 'file', 'checksum' and, where refused, 'refusal'.",
        valueName: "file"), completion: .file(extensions: ["json"]))
    var from: String?

    @OptionGroup var actor: ActorOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      guard (letter == nil) == (from != nil), from == nil || refused == nil else {
        throw ValidationError("give the letter's number, with --refused or not, or --from FILE")
      }
    }

    func run() async throws {
      let pipeline = try await data.openExisting()
      let answered: Letter
      if let letter {
        answered = try await pipeline.acknowledgeLetter(
          letter, refusal: refused, by: actor.actor)
      } else {
        answered = try await pipeline.acknowledge(
          Acknowledgement(reading: from ?? ""), by: actor.actor)
      }
      let view = LetterView(answered)
      try output.print(view, text: view.summary)
    }
  }

  struct Drop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give up a letter that was not sent; its checks may go into another.",
      discussion: """
        Example:

          checkctl letter drop 1 --reason "wrong profile"
        """)

    @Option(help: "Why, for the history.")
    var reason: String

    @OptionGroup var options: LetterOptions

    func run() async throws {
      try await options.act { pipeline in
        try await pipeline.dropLetter(options.letter, by: options.actor.actor, reason: reason)
      }
    }
  }
}
