import ArgumentParser
import CheckPipeline
import Foundation

extension ActivationsCommand {
  struct Poll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Follow activations as they come, with their logs, until Ctrl-C.",
      discussion: """
        Example:

          checkctl activations poll --action micr
          checkctl activations poll --since 10m --for 60

        It starts from now, or from --since. Ctrl-C is how a poll ends: the exit code is 0.
        """)

    /// How often to look.
    private static let pause = Duration.milliseconds(200)
    /// How many activations are in memory at a time.
    private static let batch = 500

    @OptionGroup var which: ActivationFilterOptions

    @Option(
      name: .customLong("for"),
      help: ArgumentHelp("End by itself after this time.", valueName: "seconds"))
    var seconds: Double?

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if let seconds, !(0...1_000_000).contains(seconds) {
        throw ValidationError("--for takes 0 to 1000000 seconds, not \(seconds)")
      }
    }

    func run() async throws {
      let interrupt = Interrupt()
      let pipeline = try await data.openExisting()
      let clock = PipelineClock.system
      let end = seconds.map { clock.monotonicMilliseconds() + Int64($0 * 1000) }
      let filter = which.filter
      var cursor =
        filter.since == nil ? try await pipeline.activationCursor() : ActivationCursor.start
      while !interrupt.isRequested {
        // Asked before looking, so that a last look is taken after the time is over.
        let isOver = end.map { clock.monotonicMilliseconds() >= $0 } ?? false
        let (new, next) = try await pipeline.activations(after: cursor, filter, limit: Self.batch)
        for activation in new { try print(activation) }
        cursor = next
        guard new.count < Self.batch else { continue }
        if isOver || Console.isReaderGone { break }
        try await Task.sleep(for: Self.pause)
      }
    }

    private func print(_ activation: Activation) throws {
      switch output.format {
      case .json: try JSONLine.print(ActivationView(activation))
      case .text: try Console.out(ActivationView.lines(activation))
      }
    }
  }
}
