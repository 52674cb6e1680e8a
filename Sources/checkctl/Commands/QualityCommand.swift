import ArgumentParser
import CheckActions
import CheckImaging
import CheckPipeline
import Foundation

struct QualityCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quality",
    abstract: "Measure how good pictures are, by the limits of the policy.",
    discussion: """
      Example: see what a new scanner's pictures would be told before any is deposited.

        checkctl quality scans/
        checkctl quality front.png --format json

      The pictures are judged as fronts. What holds is the policy of the data folder, or the one \
      that is named. Exit code 0 when none is beyond a limit, 3 when one would go to review, 4 when \
      one would be rejected, 1 when one cannot be read, 130 after Ctrl-C.
      """)

  @Argument(
    help: "The pictures, folders with pictures, or - for standard input.", completion: .file())
  var images: [String]

  @OptionGroup var policy: PolicyOptions
  @OptionGroup var data: DataOptions

  @Option(help: "How to print: text for people, json for programs (one object a line).")
  var format = OutputOptions.Format.text

  func run() async throws {
    let rules = try policy.load(data.folder).quality
    let sources = PictureSource.all(images)
    let interrupt = Interrupt()
    var worst = ExitCode.success
    var views: [QualityView] = []
    try await InOrder.run(
      sources, width: ProcessInfo.processInfo.activeProcessorCount,
      isStopped: { interrupt.isRequested }
    ) { source in
      try Self.measure(source, rules, interrupt)
    } take: { view in
      worst = [worst, view.exitCode].max { $0.rank < $1.rank } ?? worst
      if format == .json { try JSONLine.print(view) } else { views.append(view) }
    }
    if format == .text, !views.isEmpty { try Console.out(QualityView.text(of: views)) }
    if interrupt.isRequested { throw Exit.interrupted }
    try Exit.end(worst)
  }

  /// Gives `nil` when it was interrupted.
  private static func measure(
    _ source: PictureSource, _ rules: QualityRules, _ interrupt: Interrupt
  ) throws -> QualityView? {
    do {
      let picture = try source.picture(isInterrupted: { interrupt.isRequested })
      return QualityView(
        file: source.name, figures: QualityFigures(measuring: picture), rules: rules)
    } catch is CancellationError {
      return nil
    } catch {
      return QualityView(file: source.name, error: "\(error)")
    }
  }
}

extension ExitCode {
  /// The gravest of several counts.
  fileprivate var rank: Int {
    switch self {
    case .success: 0
    case Exit.needsPerson: 1
    case Exit.rejected: 2
    default: 3
    }
  }
}
