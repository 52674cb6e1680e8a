import BenchmarkOutput
import Foundation
@_spi(Benchmarking) import CheckPipeline

/// What a long backlog costs: the claim of a message, the recovery of what a killed worker had in
/// hand, the claim of one behind those that come back later, and the claims when all of these have
/// come back, beside a store in which hardly anything waits.
enum QueueSection {
  /// `BENCH_BACKLOG` sets another one.
  private static let backlog = number("BENCH_BACKLOG", standard: 1_000_000)
  private static let claims = 1000
  private static let delayedClaims = 200
  private static let deaths = 20
  private static let inHand = 16

  static func report(in scratch: ScratchFolder) async throws {
    say("\nQueue: with one message waiting and with \(backlog), by turns in one run, medians")
    let short = try await probe("short", in: scratch)
    let long = try await probe("long", in: scratch)
    try await short.fill(1)
    try await long.fill(backlog)
    var table = TextTable(["", "1 waits", "\(backlog) wait", "ratio"])
    add("claim", try await claimTimes(short, long, claims), to: &table)
    // As many wait in the short one as the dead worker had in hand.
    try await short.fill(inHand - 1)
    add(
      "recovery of \(inHand) in hand, and the next claim", try await recoveryTimes(short, long),
      to: &table)
    // What is claimed stands behind all that comes back later.
    for probe in [short, long] {
      try await probe.delayAll()
      try await probe.fill(1)
    }
    add("claim behind delayed ones", try await claimTimes(short, long, delayedClaims), to: &table)
    for probe in [short, long] { try await probe.delayAll(milliseconds: 0) }
    add(
      "claim of ones that came back", try await claimTimes(short, long, delayedClaims), to: &table)
    table.print()
  }

  static func number(_ variable: String, standard: Int) -> Int {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) } ?? standard
  }

  private static func probe(_ name: String, in scratch: ScratchFolder) async throws -> QueueProbe {
    var configuration = PipelineConfiguration(folder: DataFolder("\(scratch.path)/\(name)"))
    // Each worker that is lost is worth a line elsewhere.
    configuration.log.logLevel = .error
    return QueueProbe(try await Pipeline.open(configuration))
  }

  private static func claimTimes(
    _ short: QueueProbe, _ long: QueueProbe, _ claims: Int
  ) async throws -> (short: [Duration], long: [Duration]) {
    var times: (short: [Duration], long: [Duration]) = ([], [])
    for _ in 0..<claims / 2 {
      // Whoever comes second in a turn may find things warmer, so each does as often.
      times.short.append(try await short.timeOfClaim())
      times.long.append(try await long.timeOfClaim())
      times.long.append(try await long.timeOfClaim())
      times.short.append(try await short.timeOfClaim())
    }
    return times
  }

  private static func recoveryTimes(
    _ short: QueueProbe, _ long: QueueProbe
  ) async throws -> (short: [Duration], long: [Duration]) {
    var times: (short: [Duration], long: [Duration]) = ([], [])
    for turn in 0..<2 * deaths {
      // Short, long, long, short, and so on.
      if turn % 4 == 0 || turn % 4 == 3 {
        try await short.takeAndDie(inHand)
        times.short.append(try await short.timeOfRecovery())
      } else {
        try await long.takeAndDie(inHand)
        times.long.append(try await long.timeOfRecovery())
      }
    }
    return times
  }

  private static func add(
    _ name: String, _ times: (short: [Duration], long: [Duration]), to table: inout TextTable
  ) {
    let (short, long) = (Durations(times.short).median, Durations(times.long).median)
    table.add([name, short.text, long.text, (long / short).rounded(toDigits: 3)])
  }
}
