import ArgumentParser
import CheckPipeline
import Foundation

struct IngestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Deposit every check picture of a folder.",
    discussion: """
      Example:

        checkctl ingest samples

      A picture says what it is by its name, email^account^amount^timestamp.ext, or by a line of \
      manifest.csv with the columns front, account, amount and, where wanted, back, email, memo, \
      key. Running it again deposits nothing twice; after Ctrl-C the next run goes on.

      With --receipts FILE each check is written to the end of FILE as soon as it is stored, one \
      JSON object a line; from then on it is not lost, whatever becomes of this process. A line \
      that is cut off, since its writer was killed in it, tells of nothing. A FILE that has \
      something else than receipts in it is left as it is, and ends the command.

      Exit code 0 when nothing needs a person, 3 when something does (a check in review or failed, \
      or a file that could not be submitted).
      """)

  @Argument(help: "The folder with the pictures.", completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp("Where to tell of each check that is stored.", valueName: "file"),
    completion: .file())
  var receipts: String?

  @OptionGroup var data: DataOptions
  @OptionGroup var work: WorkOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let plan = try IngestPlan(folder: folder)
    ProcessMemory.giveFreedBack()
    let interrupt = Interrupt()
    let receipts = try receipts.map {
      try ReceiptFile($0, ingesting: folder, inputs: data.inputs, masking: output.masking)
    }
    let pipeline = try await data.open(work, isolation: .process)
    let line = ProgressLine()
    let summary = try await pipeline.ingest(
      plan, slots: work.slotCount, isInterrupted: { interrupt.isRequested },
      acknowledged: { try receipts?.add($0, $1) },
      progress: { line.show(Progress($0)) })
    line.clear()
    switch output.format {
    case .json: try await printJSON(summary, pipeline)
    case .text: try await printText(summary, pipeline)
    }
    try await pipeline.sayWhichMailFailed(of: Set(summary.receipts.map(\.check)))
    if summary.wasInterrupted {
      Console.note("interrupted: what was submitted is stored; run the same command to go on")
      throw Exit.interrupted
    }
    if summary.needsPerson { throw Exit.needsPerson }
  }

  private func printJSON(_ summary: IngestSummary, _ pipeline: Pipeline) async throws {
    try await pipeline.forEachItem(of: summary) { item in
      try JSONLine.print(
        CheckView(item.check, masking: output.masking, isReplay: item.isReplay))
    }
    for problem in summary.problems { try JSONLine.print(ProblemView(problem, output.masking)) }
  }

  private func printText(_ summary: IngestSummary, _ pipeline: Pipeline) async throws {
    let isLong = summary.receipts.count > Self.longestTable
    var views: [CheckView] = []
    try await pipeline.forEachItem(of: summary) { item in
      let isWanted = !isLong || (item.check.state != .deposited && !item.isReplay)
      guard isWanted, views.count < Self.longestTable else { return }
      views.append(CheckView(item.check, masking: output.masking, isReplay: item.isReplay))
    }
    if !views.isEmpty { try Console.out(CheckView.table(views)) }
    if isLong {
      try Console.out(
        "Of \(summary.receipts.count) checks, up to \(Self.longestTable) new ones that are not "
          + "deposited are listed; 'checkctl list' shows more.")
    }
    for problem in summary.problems {
      let view = ProblemView(problem, output.masking)
      try Console.out("not submitted: \(view.file): \(view.problem)")
    }
    try Console.out(totals(summary))
    if summary.counts[.review] != nil { try Console.out("Next: checkctl review list") }
    if summary.counts[.failed] != nil { try Console.out("Next: checkctl queue failed") }
  }

  /// The most checks that are listed one by one.
  private static let longestTable = 200

  private func totals(_ summary: IngestSummary) -> String {
    let replays = summary.receipts.count(where: \.isReplay)
    var parts = CheckState.allCases.compactMap { state in
      summary.counts[state].map { "\($0) \(state.shown)" }
    }
    if replays > 0 { parts.append("\(replays) of them submitted before") }
    if !summary.problems.isEmpty { parts.append("\(summary.problems.count) not submitted") }
    return parts.isEmpty
      ? "Nothing to deposit: the folder has no pictures and no manifest.csv"
      : parts.joined(separator: ", ")
  }
}

/// A file that was not submitted, as it is printed.
struct ProblemView: Encodable {
  var file: String
  var problem: String

  init(_ problem: IngestProblem, _ masking: Masking) {
    file = masking.fileName(problem.file).printable
    let secret: (text: String, shown: String)? =
      switch problem.reason {
      case .statement(.account(let number)): (number, masking.account(number))
      case .statement(.email(let address)): (address, masking.email(address))
      default: nil
      }
    self.problem = problem.reason.description.printable
    if let secret {
      self.problem = self.problem.replacingOccurrences(
        of: secret.text.printable, with: secret.shown.printable)
    }
  }
}
