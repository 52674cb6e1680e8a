import ArgumentParser
import CheckActions
import CheckPipeline

struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Decide on the checks that need a person.",
    discussion: """
      Example:

        checkctl review list
        checkctl review correct 7 --line "A021904564A 00123456C 1042"
      """,
    subcommands: [List.self, Approve.self, Reject.self, Correct.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the checks in review, oldest first.",
      discussion: """
        Example:

          checkctl review list --format json
        """)

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      var filter = CheckFilter()
      filter.states = [.review]
      let views = try await data.openExisting().checks(filter)
        .map { CheckView($0, masking: output.masking) }
      switch output.format {
      case .json: for view in views { try JSONLine.print(view) }
      case .text:
        Console.out(
          views.isEmpty
            ? "Nothing to review." : views.map(\.summary).joined(separator: "\n\n"))
      }
    }
  }

  struct Approve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Deposit a check in review as it stands.",
      discussion: """
        Example:

          checkctl review approve 7 --note "compared with the picture"
        """)

    @Argument(help: "The check's number.")
    var check: CheckID

    @Option(help: "Why, for the history.")
    var note = "approved"

    @OptionGroup var actor: ActorOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let pipeline = try await data.openExisting()
      try await pipeline.approve(check, by: actor.actor, note: note)
      try await CheckView.print(check, pipeline, output)
    }
  }

  struct Reject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Turn a check in review down.",
      discussion: """
        Example:

          checkctl review reject 7 --reason "signature missing"
        """)

    @Argument(help: "The check's number.")
    var check: CheckID

    @Option(help: "Why, for the history and the depositor.")
    var reason: String

    @OptionGroup var actor: ActorOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let pipeline = try await data.openExisting()
      try await pipeline.reject(check, by: actor.actor, reason: reason)
      try await CheckView.print(check, pipeline, output)
    }
  }

  struct Correct: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set the line, amount or account of a check in review right; it is settled anew.",
      discussion: """
        Example:

          checkctl review correct 7 --line "A021904564A 00123456C 1042" --amount 19.99

        The line is in A/B/C/D notation (A transit, B amount, C on-us, D dash); spaces do not \
        matter. Who corrects the line stands by every character of it.
        """)

    @Argument(help: "The check's number.")
    var check: CheckID

    @Option(help: "The whole line as it is printed on the check.")
    var line: String?

    @Option(help: "The amount in dollars and cents.")
    var amount: String?

    @Option(help: "The account to credit.")
    var account: String?

    @OptionGroup var actor: ActorOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var work: WorkOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      guard line != nil || amount != nil || account != nil else {
        throw ValidationError("give what is to be corrected: --line, --amount or --account")
      }
      if let amount, Cents(dollars: amount) == nil {
        throw ValidationError(
          "--amount '\(amount)' cannot be taken: give dollars and cents, such as 19.99")
      }
    }

    func run() async throws {
      let correction = Correction(
        line: line, amount: amount.flatMap { Cents(dollars: $0) }, account: account)
      let interrupt = Interrupt()
      let pipeline = try await data.openExisting()
      try await pipeline.correct(check, correction, by: actor.actor)
      try await pipeline.finish(
        [check], slots: work.slotCount, isInterrupted: { interrupt.isRequested })
      try await CheckView.print(check, pipeline, output)
      try Exit.end(Exit.code(for: try await pipeline.check(check).state))
    }
  }
}
