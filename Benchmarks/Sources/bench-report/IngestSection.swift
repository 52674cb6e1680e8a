import BenchmarkOutput
import CheckPipeline
import Foundation

/// Checks a second from files to deposits, beside libpng alone decoding the same files.
enum IngestSection {
  private static let checks = 500
  /// Standard deviations of the grey values: what a program draws, and what a scanner sees.
  private static let noises = [0.0, 3.0]

  static func report(in scratch: ScratchFolder) async throws {
    say(
      """

      End to end: \(checks) grey PNGs of 1200 x 550, \(Cores.count) cores, \(Pipeline.standardSlots) \
      slots, in processes, with copies, bitonal pictures and mails, all durable
      """)
    var table = TextTable(["noise", "checks/s", "libpng alone", "ours/libpng"])
    var states: [String] = []
    for noise in noises {
      let row = try await scratch.within { folder in try await measure(noise: noise, in: folder) }
      table.add([
        noise.rounded(toDigits: 2), row.rate.rounded(toDigits: 3),
        row.baseline.rounded(toDigits: 3), (row.rate / row.baseline).rounded(toDigits: 2),
      ])
      states.append(row.states)
    }
    table.print()
    say("  \(states.joined(separator: "; "))")
  }

  private static func measure(
    noise: Double, in scratch: ScratchFolder
  ) async throws -> (rate: Double, baseline: Double, states: String) {
    let folder = try await CheckFolder(
      drawing: checks, dpi: 200, noise: noise, in: "\(scratch.path)/pictures")
    // The baseline before and after, so that a slow moment of the machine shows.
    let before = try await LibPNG.decodeAll(folder.files)
    let start = ContinuousClock.now
    let states = try await Ingest.run(
      folder.path, data: "\(scratch.path)/data", isolation: .ownProgram)
    let rate = Double(checks) / start.duration(to: .now).seconds
    let after = try await LibPNG.decodeAll(folder.files)
    return (rate, 2 * Double(checks) / (before + after).seconds, states)
  }
}

/// One ingest on a new data folder.
enum Ingest {
  /// Gives how many checks came to rest in which state.
  static func run(
    _ folder: String, data: String, isolation: Isolation = .inline
  ) async throws -> String {
    var configuration = PipelineConfiguration(folder: DataFolder(data))
    configuration.containers = ContainerPolicy(isolation: isolation)
    let pipeline = try await Pipeline.open(configuration)
    let plan = try IngestPlan(folder: folder)
    ProcessMemory.giveFreedBack()
    let summary = try await pipeline.ingest(plan)
    let counts = summary.counts
    let states = CheckState.allCases.compactMap { state in
      counts[state].map { "\($0) \(state.rawValue)" }
    }
    return (states + (summary.problems.isEmpty ? [] : ["\(summary.problems.count) not submitted"]))
      .joined(separator: ", ")
  }
}
