import ArgumentParser
import CheckActions
import CheckPipeline

extension Reason: ExpressibleByArgument {}

extension ReviewCommand {
  struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Settle checks in review anew as they are, after something else has changed.",
      discussion: """
        Example: after a newer routing directory was brought in, or for two checks alone.

          checkctl review retry --reason routing-unknown
          checkctl review retry 7 9
        """)

    @Argument(help: "The checks' numbers.")
    var checks: [CheckID] = []

    @Option(help: "All checks that are in review for this reason, instead of numbers.")
    var reason: Reason?

    @OptionGroup var actor: ActorOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var work: WorkOptions

    func validate() throws {
      guard checks.isEmpty == (reason != nil) else {
        throw ValidationError("give the checks' numbers, or --reason")
      }
    }

    func run() async throws {
      let pipeline = try await data.openExisting(work)
      let interrupt = Interrupt()
      let retried = try await retry(pipeline)
      try await pipeline.finish(
        retried, slots: work.slotCount, isInterrupted: { interrupt.isRequested })
      var records: [CheckRecord] = []
      for id in retried { records.append(try await pipeline.check(id)) }
      let views = records.map { CheckView($0, masking: output.masking) }
      try output.print(
        views,
        text: views.isEmpty
          ? "Nothing to settle anew." : views.map(\.summary).joined(separator: "\n\n"))
      if let moving = records.first(where: \.state.isMoving) {
        throw Exit.interrupted(check: moving.id)
      }
      if records.contains(where: \.state.needsPerson) { throw Exit.needsPerson }
      if records.contains(where: { Exit.code(for: $0.state) == Exit.rejected }) {
        throw Exit.rejected
      }
    }

    private func retry(_ pipeline: Pipeline) async throws -> [CheckID] {
      if let reason { return try await pipeline.retryReview(reason: reason, by: actor.actor) }
      // A number that is given twice is one check.
      let checks = Array(Set(checks)).sorted()
      try await pipeline.retryReview(checks, by: actor.actor)
      return checks
    }
  }
}
