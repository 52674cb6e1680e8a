import ArgumentParser
import CashLetter
import CheckActions
import CheckPipeline
import Foundation

struct ReturnsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "returns",
    abstract: "Take what banks send back.",
    discussion: """
      Example:

        checkctl returns import returns.x937
        checkctl returns list --outcome unmatched
      """,
    subcommands: [Import.self, List.self, Reasons.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a file of returns (records 31 and 32, or CSV) or of adjustments (CSV).",
      discussion: """
        Example:

          checkctl returns import returns.x937 adjustments.csv

        A CSV names its columns in its first line: bofd_routing, bofd_date, bofd_sequence, amount, \
        and reason (the code of a return) or adjusted_amount. What was taken before changes \
        nothing, so that an interrupted import is simply repeated.

        A file of records that is cut off or does not balance is refused, and so is a CSV whose last \
        line has no line end: its last number may have lost digits.

        Exit codes: 0 all is taken; 3 something is unmatched or damaged; 1 a file is refused or \
        cannot be read.
        """)

    @Argument(help: "The files.", completion: .file())
    var files: [String]

    @Flag(help: "Take a file that is cut off or does not balance as far as it goes.")
    var damaged = false

    @OptionGroup var policy: PolicyOptions
    @OptionGroup var actor: ActorOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let pipeline = try await data.openExisting()
      let policy = try policy.load(data.folder).letters
      let interrupt = Interrupt()
      var needsPerson = false
      for file in files {
        let summary = try await pipeline.importReturns(
          file: file, policy, by: actor.actor, takesDamaged: damaged,
          isInterrupted: { interrupt.isRequested })
        let view = ReturnsSummaryView(file, summary)
        try output.print(view, text: view.text)
        if interrupt.isRequested {
          Console.note("interrupted: import the file again to take the rest")
          throw Exit.interrupted
        }
        needsPerson = needsPerson || view.unmatched > 0 || !view.problems.isEmpty
      }
      if needsPerson { throw Exit.needsPerson }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List what banks sent back or adjusted, oldest first.",
      discussion: """
        Example:

          checkctl returns list --outcome unmatched --format json
        """)

    @Option(help: "Only what became this.")
    var outcome: ReturnRecord.Outcome?

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let views = try await data.openExisting().returns(outcome).map(ReturnView.init)
      try output.print(views, text: views.isEmpty ? "No returns." : ReturnView.table(views))
    }
  }

  struct Reasons: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the codes of return reasons.",
      discussion: """
        Example:

          checkctl returns reasons
        """)

    @OptionGroup var output: OutputOptions

    func run() throws {
      var table = Table("CODE", "MEANING", "KIND", "ONCE MORE")
      for reason in ReturnReason.all {
        table.add(
          reason.code, reason.meaning, reason.isAdministrative ? "administrative" : "",
          reason.mayPresentAgain ? "if the policy says so" : "")
      }
      try output.print(
        ReturnReason.all, text: "Table \(ReturnReason.tableVersion)\n\(table.text)")
    }
  }
}

extension ReturnRecord.Outcome: ExpressibleByArgument {}

/// What came of a file, as it is printed.
private struct ReturnsSummaryView: Encodable {
  var file: String
  var answers: Int
  var known: Int
  var returned: Int
  var presentedAgain: Int
  var adjusted: Int
  var unmatched: Int
  var problemCount: Int
  var problems: [String]

  init(_ file: String, _ summary: ReturnsSummary) {
    self.file = file.printable
    answers = summary.answers
    known = summary.known
    returned = summary.outcomes[.returned] ?? 0
    presentedAgain = summary.outcomes[.presentedAgain] ?? 0
    adjusted = summary.outcomes[.adjusted] ?? 0
    unmatched = summary.outcomes[.unmatched] ?? 0
    problemCount = summary.problemCount
    problems = summary.problems.map(\.printable)
  }

  var text: String {
    var parts = [
      "\(returned) returned", "\(presentedAgain) returned and presented once more",
      "\(adjusted) adjusted", "\(unmatched) unmatched",
    ].filter { !$0.hasPrefix("0 ") }
    if known > 0 { parts.append("\(known) taken before") }
    let head = "\(file): \(answers) answers\(parts.isEmpty ? "" : ": ")"
    var lines = [head + parts.joined(separator: ", ")]
    lines += problems.map { "  \($0)" }
    if problemCount > problems.count {
      lines.append("  and \(problemCount - problems.count) more")
    }
    if unmatched > 0 { lines.append("  Next: checkctl returns list --outcome unmatched") }
    return lines.joined(separator: "\n")
  }
}

/// A return as it is printed.
private struct ReturnView: Encodable {
  var id: Int64
  var outcome: ReturnRecord.Outcome
  var firstBank: String
  var depositDate: String
  var sequence: Int
  /// In cents.
  var amount: Cents
  /// In cents.
  var adjustedAmount: Cents?
  var reason: String?
  var reasonTable: String?
  var check: CheckID?
  var presentment: Int?
  var note: String
  var file: String
  var actor: String
  var importedAt: Date

  init(_ record: ReturnRecord) {
    id = record.id
    outcome = record.outcome
    firstBank = record.answer.firstBank.printable
    depositDate = record.answer.depositDate.description
    sequence = record.answer.sequence
    amount = record.answer.amount
    switch record.answer.kind {
    case .returned(let code): reason = code.printable
    case .adjusted(let amount): adjustedAmount = amount
    }
    reasonTable = record.reasonTable
    check = record.check
    presentment = record.presentment
    note = record.note.printable
    file = record.file.printable
    actor = record.actor.printable
    importedAt = record.importedAt
  }

  static func table(_ views: [ReturnView]) -> String {
    var table = Table("RETURN", "OUTCOME", ">ITEM", ">CHECK", ">AMOUNT", "WHEN (UTC)", "~WHY")
    for view in views {
      table.add(
        "\(view.id)", view.outcome.rawValue, "\(view.sequence)",
        view.check.map { "\($0)" } ?? "", view.amount.description, view.importedAt.text, view.note)
    }
    return table.text
  }
}
