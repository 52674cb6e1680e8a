import ArgumentParser
import CheckPipeline
import Foundation

struct PurgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Remove the pictures of checks that are final for long enough.",
    discussion: """
      Example: see what would go, then remove what the policy says.

        checkctl purge --older-than 3650d --dry-run
        checkctl purge

      Checks that are rejected, cancelled, settled or returned lose their pictures once nothing has \
      changed about them for as long as 'retention.imageDays' in the policy says, or for as long as \
      is given, which may be less only with --despite-retention. Their rows, their history and the ledger stay, and the history says who removed the \
      pictures. A picture that another check has stays, and so do the files of letters. It may run \
      beside everything else, and be interrupted.

      Exit codes: 0 done; 1 refused, since the policy keeps pictures longer; 130 interrupted.
      """)

  @Option(
    help: ArgumentHelp(
      "How long nothing has to have changed: a duration such as 90d, or the date of the last change. "
        + "(default: the policy's retention.imageDays)", valueName: "time"))
  var olderThan: Moment?

  @Flag(help: "Remove pictures that the policy would still keep; the history says so.")
  var despiteRetention = false

  @Flag(help: "Only say how many checks would lose their pictures.")
  var dryRun = false

  @OptionGroup var actor: ActorOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let pipeline = try await data.openExisting()
    let retention = try PolicyOptions.standard(data.folder).retention
    let now = Date()
    let end = retention.end(now: now)
    let moment = olderThan?.date(now: now) ?? end
    let isTooEarly = moment > end
    guard !isTooEarly || despiteRetention || dryRun else {
      throw CommandFailure(
        "the policy keeps pictures for \(retention.imageDays) days after a check's last change, and "
          + "--older-than asks for less: leave it out, or give --despite-retention to remove them "
          + "all the same")
    }
    let due = try await pipeline.checksToPurge(changedBefore: moment)
    if dryRun {
      var report = PurgeReport()
      report.checks = due
      try output.print(
        report, text: "\(due) checks would lose their pictures; nothing was removed.")
      if isTooEarly, !despiteRetention {
        Console.note(
          "the policy keeps pictures for \(retention.imageDays) days: removing them takes "
            + "--despite-retention")
      }
      return
    }
    let interrupt = Interrupt()
    let line = ProgressLine()
    let report = try await pipeline.purge(
      changedBefore: moment, by: actor.actor, despite: isTooEarly ? retention : nil,
      isInterrupted: { interrupt.isRequested }
    ) { line.show(Progress(planned: due, done: $0.checks)) }
    line.clear()
    try output.print(
      report,
      text: "\(report.checks) checks lost their pictures: \(report.files) files, "
        + "\(report.bytes) bytes.")
    if interrupt.isRequested { throw Exit.interrupted }
  }
}
