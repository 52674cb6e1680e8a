import ArgumentParser
import CheckActions
import CheckPipeline
import Foundation
import ImageCodecs

extension ActivationsCommand {
  struct Summary: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Count the activations of each action, with percentiles of their times.",
      discussion: """
        Example:

          checkctl activations summary --since 1h
          checkctl activations summary --chart times.png

        Percentiles are by nearest rank: each is a time that was measured. Init times are those of \
        cold starts only.
        """)

    @OptionGroup var which: ActivationFilterOptions

    @Option(help: "Draw the percentiles into this PNG file as well.", completion: .file())
    var chart: String?

    @OptionGroup var replacing: ReplaceOptions
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
      let summaries = try await data.openExisting().activationSummaries(which.filter)
      if let chart {
        guard !summaries.isEmpty else {
          throw CommandFailure("there are no activations to draw: \(chart) is not written")
        }
        let drawing = try OutputFile(chart, replaces: replacing.force, inputs: data.inputs)
        try drawing.write(ActivationChart.draw(summaries))
      }
      try output.print(
        summaries.map(SummaryView.init),
        text: summaries.isEmpty ? "No activations." : SummaryView.table(summaries))
    }
  }
}

/// A summary as it is printed; times in microseconds.
private struct SummaryView: Encodable {
  var action: ActionName
  var count: Int
  var cold: Int
  var coldShare: Double
  var failures: Int
  var waitMicroseconds: Percentiles
  var initMicroseconds: Percentiles?
  var runMicroseconds: Percentiles

  init(_ summary: ActivationSummary) {
    action = summary.action
    count = summary.count
    cold = summary.coldCount
    coldShare = summary.coldShare
    failures = summary.failureCount
    waitMicroseconds = summary.waitMicroseconds
    initMicroseconds = summary.initMicroseconds
    runMicroseconds = summary.runMicroseconds
  }

  static func table(_ summaries: [ActivationSummary]) -> String {
    var table = Table(
      "ACTION", ">COUNT", ">COLD", ">FAILED", "TIME IN MS", ">P50", ">P95", ">P99")
    table.color("TIME IN MS") { _ in .dim }
    table.color("FAILED") { $0 == "0" || $0.isEmpty ? nil : .bad }
    for summary in summaries {
      let measures = [
        ("wait", summary.waitMicroseconds), ("init", summary.initMicroseconds),
        ("run", summary.runMicroseconds),
      ]
      let shown = measures.compactMap { name, times in times.map { (name, $0) } }
      for (index, (name, times)) in shown.enumerated() {
        let isFirst = index == 0
        table.add(
          isFirst ? summary.action.rawValue : "", isFirst ? "\(summary.count)" : "",
          isFirst ? String(format: "%.1f %%", 100 * summary.coldShare) : "",
          isFirst ? "\(summary.failureCount)" : "", name, times.p50.millisecondsText,
          times.p95.millisecondsText, times.p99.millisecondsText)
      }
    }
    return table.text
  }
}
