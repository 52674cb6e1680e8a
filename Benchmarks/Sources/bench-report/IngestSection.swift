import CheckPipeline
import Foundation

/// Checks a second from files to deposits, beside libpng alone decoding the same files.
enum IngestSection {
  private static let checks = 500

  static func report(in scratch: ScratchFolder) async throws {
    say(
      """

      End to end: \(checks) grey PNGs of 1200 x 550, \(Cores.count) slots
      """)
    let folder = try await CheckFolder(
      drawing: checks, dpi: 200, in: "\(scratch.path)/pictures")
    // The baseline before and after, so that a slow moment of the machine shows.
    let before = try await LibPNG.decodeAll(folder.files)
    let start = ContinuousClock.now
    let states = try await Ingest.run(folder.path, data: "\(scratch.path)/data")
    let rate = Double(checks) / start.duration(to: .now).seconds
    let after = try await LibPNG.decodeAll(folder.files)
    let baseline = 2 * Double(checks) / (before + after).seconds
    var table = TextTable(["", "checks/s", "ours/libpng"])
    table.add(["ingest", rate.rounded(toDigits: 3), (rate / baseline).rounded(toDigits: 2)])
    table.add(["libpng alone", baseline.rounded(toDigits: 3), "1"])
    table.print()
    say("  \(states)")
  }
}

/// One ingest on a new data folder.
enum Ingest {
  /// Gives how many checks came to rest in which state.
  static func run(_ folder: String, data: String) async throws -> String {
    let pipeline = try await Pipeline.open(PipelineConfiguration(folder: DataFolder(data)))
    let summary = try await pipeline.ingest(IngestPlan(folder: folder), slots: Cores.count)
    let counts = summary.counts
    let states = CheckState.allCases.compactMap { state in
      counts[state].map { "\($0) \(state.rawValue)" }
    }
    return (states + (summary.problems.isEmpty ? [] : ["\(summary.problems.count) not submitted"]))
      .joined(separator: ", ")
  }
}
