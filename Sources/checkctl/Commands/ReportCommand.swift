import ArgumentParser
import CheckActions
import CheckPipeline
import Foundation

extension CalendarDay: ExpressibleByArgument {
  /// Reads a day such as `2026-11-24`.
  public init?(argument: String) { self.init(argument) }
}

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "What happened on a day, or to an account.",
    discussion: """
      Example:

        checkctl report day --date 2026-11-24
        checkctl report account 12345678
      """,
    subcommands: [Day.self, AccountStatement.self])

  struct Day: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Items by state and reason, ledger, holds, letters and returns of a day.",
      discussion: """
        Example:

          checkctl report day --csv > day.csv
          checkctl report day --date 2026-11-24 --chart day.png

        The day is one of the bank's time zone. Both sides of the ledger and the day's movements have \
        to cancel out: exit code 1 where they do not.
        """)

    @Option(help: "The day, such as 2026-11-24. (default: today)")
    var date: CalendarDay?

    @Flag(help: "Print comma-separated values: section, name, count, amount.")
    var csv = false

    @Option(
      help: ArgumentHelp("Draw the day's items by state as a PNG.", valueName: "file"),
      completion: .file(extensions: ["png"]))
    var chart: String?

    @OptionGroup var replacing: ReplaceOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let pipeline = try await data.openExisting()
      let drawing = try chart.map {
        try OutputFile($0, replaces: replacing.force, inputs: data.inputs)
      }
      let report = try await pipeline.dayReport(date)
      try drawing?.write(DayChart.draw(report))
      if csv {
        try Console.out(String(report.csv.dropLast()))
      } else {
        try output.print(DayView(report), text: DayView(report).text)
      }
      guard report.difference == Cents(0) else {
        Console.note(
          "the ledger is out of balance by \(report.difference): 'checkctl ledger verify' says where"
        )
        throw ExitCode.failure
      }
    }
  }

  struct AccountStatement: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "account",
      abstract: "The movements of an account, its balance, and what is available of it.",
      discussion: """
        Example:

          checkctl report account 12345678
        """)

    @Argument(help: "The account's number.")
    var account: String

    @Option(help: "The most movements to show, the latest ones.")
    var limit = 1000

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      guard limit >= 0 else { throw ValidationError("--limit takes 0 or more, not \(limit)") }
    }

    func run() async throws {
      let report = try await data.openExisting().accountReport(account, limit: limit)
      let view = StatementView(report, output.masking)
      try output.print(view, text: view.text)
    }
  }
}
