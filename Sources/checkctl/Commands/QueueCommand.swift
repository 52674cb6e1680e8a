import ArgumentParser
import CheckActions
import CheckPipeline

struct QueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "Look at the queue, and redrive what failed.",
    discussion: """
      Example:

        checkctl queue stats
      """,
    subcommands: [Stats.self, Failed.self, Redrive.self])

  struct Stats: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Count the messages by whose hands they are in.",
      discussion: """
        Example:

          checkctl queue stats --format json
        """)

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let stats = try await data.openExisting().queueStats()
      var table = Table(">READY", ">DELAYED", ">LEASED", ">FAILED", ">WORKERS")
      table.add(
        "\(stats.ready)", "\(stats.delayed)", "\(stats.leased)", "\(stats.failed)",
        "\(stats.workers)")
      try output.print(stats, text: table.text)
    }
  }

  struct Failed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the messages that were given up, with their errors.",
      discussion: """
        Example:

          checkctl queue failed

        Where the action is notify, the mail to the depositor failed, and the check is not touched.
        """)

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let messages = try await data.openExisting().failedMessages()
      var table = Table("CHECK", "ACTION", ">ATTEMPTS", "~ERROR")
      for message in messages {
        table.add(
          "\(message.check)", message.action, "\(message.attempts)", message.error)
      }
      try output.print(
        messages.map(FailedView.init), text: messages.isEmpty ? "Nothing failed." : table.text)
    }
  }

  struct Redrive: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Put failed checks and notices back where they were, and take them through.",
      discussion: """
        Example:

          checkctl queue redrive 7
          checkctl queue redrive --all

        Exit code 3 when something needs a person, or the mail to a depositor failed again.
        """)

    @Argument(help: "The checks' numbers.")
    var checks: [CheckID] = []

    @Flag(help: "Every check that failed, or a notice of which did.")
    var all = false

    @OptionGroup var actor: ActorOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var work: WorkOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      guard all != !checks.isEmpty else {
        throw ValidationError("give the numbers of failed checks, or --all")
      }
    }

    func run() async throws {
      let interrupt = Interrupt()
      let pipeline = try await data.openExisting(work)
      let chosen = all ? try await pipeline.checksWithFailedMessages() : checks
      for check in chosen { try await pipeline.redrive(check, by: actor.actor) }
      try await pipeline.finish(
        chosen, slots: work.slotCount, isInterrupted: { interrupt.isRequested })
      var needsPerson = false
      for check in chosen {
        let record = try await pipeline.check(check)
        let view = CheckView(record, masking: output.masking)
        try output.print(view, text: view.summary)
        needsPerson = record.state.needsPerson || needsPerson
      }
      if chosen.isEmpty && output.format == .text { try Console.out("Nothing failed.") }
      let failedAgain = Set(try await pipeline.failedMessages().map(\.check))
      needsPerson = needsPerson || !failedAgain.isDisjoint(with: chosen)
      if try await pipeline.sayWhichMailFailed(of: Set(chosen)) { needsPerson = true }
      if interrupt.isRequested { throw Exit.interrupted }
      if needsPerson { throw Exit.needsPerson }
    }
  }
}

extension Pipeline {
  /// Each once: a check may have failed beside a notice of its own.
  fileprivate func checksWithFailedMessages() async throws -> [CheckID] {
    var seen: Set<CheckID> = []
    return try await failedMessages().map(\.check).filter { seen.insert($0).inserted }
  }
}

/// A message that was given up, as it is printed.
private struct FailedView: Encodable {
  var check: CheckID
  var action: String
  var attempts: Int
  var error: String

  init(_ message: FailedMessage) {
    check = message.check
    action = message.action
    attempts = message.attempts
    error = message.error
  }
}
