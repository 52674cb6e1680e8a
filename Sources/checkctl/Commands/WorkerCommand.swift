import ArgumentParser
import CheckPipeline

struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Work on everybody's checks until stopped.",
    discussion: """
      Example:

        checkctl worker --slots 4

      SIGTERM or Ctrl-C drains it: what is in hand is finished, nothing new is taken. While it \
      runs, deposit and ingest only submit and watch.
      """)

  @OptionGroup var data: DataOptions
  @OptionGroup var work: WorkOptions

  func run() async throws {
    let pipeline = try await data.open(work, isolation: .process, logLevel: .notice)
    let worker = pipeline.worker(slots: work.slotCount)
    let interrupt = Interrupt(onFirst: { worker.stop() })
    Console.note(
      "worker started on \(data.folder.path) with \(work.slotCount) slots; Ctrl-C or SIGTERM "
        + "drains it")
    try await worker.run()
    Console.note("worker stopped; \(worker.handledMessages) messages handled")
    withExtendedLifetime(interrupt) {}
  }
}
