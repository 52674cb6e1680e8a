import ArgumentParser
import CashLetter
import CheckPipeline

extension LetterCommand {
  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a letter of the deposited checks: the file that the bank takes.",
      discussion: """
        Example:

          checkctl letter create --policy policy.json

        The checks are reserved in one transaction, then the file is written, verified and synced. \
        What a killed process left half made is finished first, to the byte. Each picture for the \
        bank is read again: where the line does not come out the same, the check is held back and \
        listed by 'checkctl letter held'.

        The business date is a banking day of the Federal Reserve, at most a week from today's. After \
        the policy's cut-off, today's banking day is the next one. Each item names the banking day of \
        its deposit, and a check that was deposited after the business date waits for a later letter.

        Exit codes: 0 also when no check is ready; 3 when some are held back.
        """)

    @Option(
      help: ArgumentHelp(
        "The business date, such as 2026-11-24 or 20261124. (default: today's banking day)",
        valueName: "day"))
    var businessDate: String?

    @OptionGroup var policy: PolicyOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var work: WorkOptions

    func validate() throws {
      if let businessDate, LetterDate(argument: businessDate) == nil {
        throw ValidationError("--business-date '\(businessDate)' is no day such as 2026-11-24")
      }
    }

    func run() async throws {
      let pipeline = try await data.openExisting(work)
      let policy = try policy.loadForLetter(data.folder)
      let interrupt = Interrupt()
      let line = ProgressLine()
      let total = try await pipeline.countsByState()[.deposited] ?? 0
      var seen = LetterProgress()
      var resumed: [Letter] = []
      let letter = try await pipeline.createLetter(
        policy, businessDate: businessDate.flatMap(LetterDate.init(argument:)), by: actor.actor,
        isInterrupted: { interrupt.isRequested }, resumed: { resumed.append($0) },
        progress: { progress in
          seen = progress
          line.show(Progress(planned: total, done: progress.seen))
        })
      line.clear()
      if letter == nil, interrupt.isRequested {
        Console.note("interrupted: nothing was reserved")
        throw Exit.interrupted
      }
      let views = (resumed + [letter].compactMap { $0 }).map(LetterView.init)
      try output.print(
        views,
        text: views.isEmpty
          ? "No check is ready for a letter." : views.map(\.summary).joined(separator: "\n\n"))
      if seen.later > 0 {
        Console.note(
          "\(seen.later) were deposited after the business date, and wait for a later letter")
      }
      let waiting = total - seen.taken - seen.held - seen.later
      if letter != nil, waiting > 0 {
        Console.note("\(waiting) more wait for another letter: 'checkctl letter create' again")
      }
      guard seen.held > 0 else { return }
      Console.note(
        "\(seen.held) deposited \(seen.held == 1 ? "check is" : "checks are") held back: "
          + "'checkctl letter held' says why")
      throw Exit.needsPerson
    }
  }

  struct Held: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the deposited checks that go into no letter as they are, and why.",
      discussion: """
        Example:

          checkctl letter held --format json

        Pictures for the bank are read when a letter is made, and not here.
        """)

    @OptionGroup var policy: PolicyOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let held = try await data.openExisting().heldItems(policy.load(data.folder).letters)
      let views = held.map { HeldView($0, output.masking) }
      try output.print(
        views,
        text: views.isEmpty
          ? "Nothing is held back." : views.map(\.text).joined(separator: "\n\n"))
    }
  }

  struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Let a check into letters whose picture does not read as its line.",
      discussion: """
        Example: after a person compared them.

          checkctl letter release 7 --note "legible by eye"
        """)

    @Option(help: "Why, for the record.")
    var note = "compared by eye"

    @OptionGroup var policy: PolicyOptions
    @OptionGroup var options: ActOptions

    func run() async throws {
      try await options.act { pipeline in
        try await pipeline.releaseToLetters(
          options.check, policy.load(options.data.folder).letters, by: options.actor.actor,
          note: note)
      }
    }
  }
}

extension LetterDate {
  /// The day of an argument such as `2026-11-24` or `20261124`.
  init?(argument: String) {
    self.init(CalendarDay(argument) == nil ? argument : argument.filter { $0 != "-" })
  }
}
