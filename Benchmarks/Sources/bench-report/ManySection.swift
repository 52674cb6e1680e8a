import BenchmarkOutput
import CheckPipeline

/// An ingest of many small checks: whether it takes more memory, or goes slower, than one of a
/// tenth of them.
enum ManySection {
  /// `BENCH_CHECKS` sets another one.
  private static let checks = QueueSection.number("BENCH_CHECKS", standard: 50_000)

  static func report(in scratch: ScratchFolder) async throws {
    say(
      """

      Many: ingests of \(checks / 10) and of \(checks) blank grey PNGs of \
      32 x 16, \(Pipeline.standardSlots) slots, each in its own process
      """)
    let all = try await CheckFolder(blank: checks, in: "\(scratch.path)/pictures")
    var table = TextTable(["checks", "peak", "checks/s", "at rest"])
    var told: [IngestChild.Told] = []
    for count in [checks / 10, checks] {
      let one = try await IngestChild.run(first: count, of: all, in: scratch)
      told.append(one)
      table.add([
        "\(count)", one.peakText, (Double(count) / one.seconds).rounded(toDigits: 3), one.states,
      ])
    }
    let rates = [told[0].seconds * 10, told[1].seconds]
    table.add([
      "ratio", (told[1].peakBytes / told[0].peakBytes).rounded(toDigits: 3),
      (rates[0] / rates[1]).rounded(toDigits: 3),
    ])
    table.print()
  }
}
