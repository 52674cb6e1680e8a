import ArgumentParser
import CheckActions
import CheckPipeline

struct ReviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Decide on the checks that need a person.",
    discussion: """
      Example:

        checkctl review work --as kim
        checkctl review correct 7 --line "A021904567A 00123456C 1042"
      """,
    subcommands: [
      Work.self, List.self, Approve.self, Reject.self, Correct.self, Retry.self,
    ])

  struct Approve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Deposit a check in review as it stands.",
      discussion: """
        Examples: a check that was compared with its image, one that is deposited though check 3 \
        is credited for the same item, and one whose payor is typed from the image.

          checkctl review approve 7 --note "compared with the image"
          checkctl review approve 8 --despite-duplicate 3
          checkctl review approve 9 --payor-routing 021904567 --payor-account 3456 --payor-serial 42

        Whatever the reason for review is, an approval overrules it. Two facts have to be named: \
        that the same item is credited already, and that no cash letter takes the check.
        """)

    @Option(help: "Why, for the history.")
    var note = "approved"

    @OptionGroup var overrides: OverrideOptions
    @OptionGroup var options: ActOptions
    @OptionGroup var work: WorkOptions

    func run() async throws {
      let overrides = try overrides.overrides()
      try await options.actAndFinish(work) { pipeline in
        do {
          try await pipeline.approve(
            options.check, by: options.actor.actor, note: note, overriding: overrides)
        } catch let refusal as PipelineError {
          throw CommandFailure(refusal.withOption)
        }
      }
    }
  }

  struct Reject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Turn a check in review down.",
      discussion: """
        Example:

          checkctl review reject 7 --reason "signature missing"
        """)

    @Option(help: "Why, for the history and the depositor.")
    var reason: String

    @OptionGroup var options: ActOptions
    @OptionGroup var work: WorkOptions

    func run() async throws {
      try await options.actAndFinish(work) { pipeline in
        try await pipeline.reject(options.check, by: options.actor.actor, reason: reason)
      }
    }
  }

  struct Correct: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Set the line, amount or account of a check in review right; it is settled anew.",
      discussion: """
        Example:

          checkctl review correct 7 --line "A021904567A 00123456C 1042" --amount 19.99

        The line is in A/B/C/D notation (A transit, B amount, C on-us, D dash); spaces do not \
        matter. Who corrects the line stands by every character of it.
        """)

    @Option(help: "The whole line as it is printed on the check.")
    var line: String?

    @Option(help: "The amount in dollars and cents.")
    var amount: String?

    @Option(help: "The account to credit.")
    var account: String?

    @OptionGroup var options: ActOptions
    @OptionGroup var work: WorkOptions

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
        line: line?.uppercased(), amount: amount.flatMap { Cents(dollars: $0) }, account: account)
      let record = try await options.actAndFinish(work) { pipeline in
        try await pipeline.correct(options.check, correction, by: options.actor.actor)
      }
      try Exit.end(Exit.code(for: record.state))
    }
  }
}
