import CheckImaging
import CheckPipeline
import Drawing
import Foundation

/// The percentiles of activations as a picture.
enum ActivationChart {
  static func draw(_ summaries: [ActivationSummary]) -> ColorImage {
    var chart = DotChart(
      title: "How long activations wait, start cold and run",
      axisTitle: "time in milliseconds",
      series: [
        DotChart.Series("wait", ChartTheme.orange), DotChart.Series("init", ChartTheme.blue),
        DotChart.Series("run", ChartTheme.green),
      ],
      marks: ["p50", "p95", "p99"], groups: summaries.map(group))
    let total = summaries.reduce(0) { $0 + $1.count }
    chart.subtitle =
      "\(ChartScale.label(Double(total))) activations; init is the time of cold starts only; "
      + "all times in ms"
    chart.figure = { String(format: $0 < 10 ? "%.2f" : "%.1f", $0) }
    return chart.draw()
  }

  private static func group(_ summary: ActivationSummary) -> DotChart.Group {
    func row(_ series: Int, _ times: Percentiles?) -> DotChart.Row? {
      times.map { times in
        DotChart.Row(
          series: series, values: [times.p50, times.p95, times.p99].map { Double($0) / 1000 })
      }
    }
    let rows = [
      row(0, summary.waitMicroseconds), row(1, summary.initMicroseconds),
      row(2, summary.runMicroseconds),
    ]
    return DotChart.Group(
      summary.action.rawValue,
      notes: [
        "\(ChartScale.label(Double(summary.count))) activations",
        "\(summary.coldCount) cold"
          + (summary.failureCount > 0 ? ", \(summary.failureCount) failed" : ""),
      ],
      rows: rows.compactMap { $0 })
  }
}
