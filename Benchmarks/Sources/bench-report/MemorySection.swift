import BenchmarkOutput
import Foundation

/// The peak of resident memory of an ingest, by the number of checks.
enum MemorySection {
  private static let counts = [100, 1000, 5000]
  /// Half the pixels to the inch, a quarter of the pixels: what is measured is how memory grows
  /// with the number of checks.
  private static let dpi = 100.0

  static func report(in scratch: ScratchFolder) async throws {
    say(
      """

      Memory: peak resident set of one ingest, grey PNGs of 600 x 275, each in its own process
      """)
    var table = TextTable(["checks", "peak", "to the first", "at rest"])
    var first: Double?
    let all = try await CheckFolder(
      drawing: counts.max() ?? 0, dpi: dpi, in: "\(scratch.path)/pictures")
    for count in [0] + counts {
      let told = try await IngestChild.run(first: count, of: all, in: scratch)
      if count > 0, first == nil { first = told.peakBytes }
      table.add([
        count == 0 ? "none" : "\(count)", told.peakText,
        first.map { (told.peakBytes / $0).rounded(toDigits: 3) } ?? "", told.states,
      ])
    }
    table.print()
  }
}
