import Foundation
import Testing

@testable import CheckPipeline

/// Many runs of the whole pipeline, each with the faults that its seed says.
///
/// `SIMULATION_SEEDS=5000` runs more of them, and `SIMULATION_SEEDS=17...17` that one alone, with
/// what happened in it, a line a step.
@Suite struct SimulationTests {
  private static let seeds = Seeds.fromEnvironment("SIMULATION_SEEDS", standard: 400)

  @Test func nothingIsLostOrDoubledWhateverFails() async throws {
    let lanes = ProcessInfo.processInfo.activeProcessorCount
    let notSeen = try await withThrowingTaskGroup(of: Set<String>.self) { group in
      for lane in 0..<lanes {
        group.addTask {
          try await Self.run(Self.seeds.filter { Int($0) % lanes == lane })
        }
      }
      return try await group.reduce(Self.events) { $0.intersection($1) }
    }
    if Self.seeds.count >= 400 { #expect(notSeen == [], "these never happen") }
  }

  /// Runs seeds, and gives what happened in none of them.
  private static func run(_ seeds: [UInt64]) async throws -> Set<String> {
    var notSeen = events
    var machine = try await SimulatedMachine()
    for seed in seeds {
      // A seed never waits for another thread, and other tests want their turns too.
      await Task.yield()
      // The images that pile up go with the machine.
      if Simulation.isLong(seed) { machine = try await SimulatedMachine() }
      do {
        let journal = try await Simulation.run(seed: seed, on: machine).joined(separator: "\n")
        if Self.seeds.count == 1 { print(journal) }
        notSeen = notSeen.filter { !journal.contains($0) }
      } catch let violation as Simulation.Violation {
        Issue.record("\(violation)")
        machine = try await SimulatedMachine()
      }
    }
    return notSeen
  }

  /// Also after others, so that one alone shows what it did among them.
  @Test func aSeedGivesTheSameRunAgain() async throws {
    let machine = try await SimulatedMachine()
    var runs: [[String]] = []
    for seed in UInt64(24)...27 { runs.append(try await Simulation.run(seed: seed, on: machine)) }
    #expect(runs[1].count > 100)
    for (seed, run) in zip(UInt64(24)...27, runs).reversed() {
      let machine = try await SimulatedMachine()
      #expect(try await Simulation.run(seed: seed, on: machine) == run)
    }
  }

  /// What has to happen in some of the runs, or they show nothing.
  private static let events: Set = [
    "is killed with 2", "cannot claim", "cannot beat", "client 0 is refused",
    "is told check 1 again", "booted anew", "gone becomes gone", "the disk is full",
    "mails fail after", "becomes failed", "all processes are killed", "the wall clock is set by -",
  ]
}
