import CheckActions
import CheckRendering
import Foundation
import CheckStore

@testable import CheckPipeline

/// The whole pipeline under a clock, a store and a mail server that do what a seed says.
///
/// Store, queue, settlement and the worker's commit are the real ones, on a real SQLite file. Made
/// up are the actions, which give what the front's text stands for, and the order of things: a few
/// workers take steps one at a time in one task, so that a seed gives the same run again.
final class Simulation {
  /// What must never be, and where it came to be.
  struct Violation: Error, CustomStringConvertible {
    var description: String
  }

  static let attempts = 3

  let seed: UInt64
  let machine: SimulatedMachine
  var generator: SeededGenerator
  var workers: [SimulatedWorker] = []
  /// What was submitted, and what its client knows.
  var clients: [Client] = []
  /// How many faults each message met since it last went on.
  var blame: [Int64: Int] = [:]
  var workerCount = 0
  /// The commit that was judged last, as this pipeline counts them.
  var judgedVersion: Int?
  private(set) var journal: [String] = []
  private var step = 0

  /// Whether a seed's run is long: only in a long one do many checks meet, and most faults need few.
  static func isLong(_ seed: UInt64) -> Bool { seed.isMultiple(of: 25) }

  /// Runs a seed to its end, and gives what happened, a line a step.
  ///
  /// - Parameter machine: As it was made, or as the last seed that kept all rules left it.
  /// - Throws: ``Violation``, which names the seed and the step.
  static func run(seed: UInt64, on machine: SimulatedMachine) async throws -> [String] {
    try await Inline.$isOn.withValue(true) {
      try await machine.reset()
      let simulation = Simulation(seed: seed, machine)
      defer { for worker in simulation.workers { worker.die() } }
      return try await simulation.run()
    }
  }

  private init(seed: UInt64, _ machine: SimulatedMachine) {
    self.seed = seed
    self.machine = machine
    generator = SeededGenerator(seed: seed)
  }

  var bench: Bench { machine.bench }
  var world: SimulatedWorld { machine.world }
  var pipeline: Pipeline { machine.pipeline }

  private func run() async throws -> [String] {
    let steps = Self.isLong(seed) ? 120 : 10 + random(0..<20)
    do {
      for number in 0..<steps {
        step = number
        try await takeStep()
        try await judgeStep()
      }
      step = steps
      try await drain()
      try await judgeStep()
      try await judgeEnd()
    } catch {
      throw Violation(
        description: "SIMULATION_SEEDS=\(seed)...\(seed), step \(step): \(error)\n"
          + journal.suffix(30).joined(separator: "\n"))
    }
    return journal
  }

  func note(_ line: String) { journal.append("\(step): \(line)") }

  /// Notes that the store refused something, for which there has to be a reason.
  func noteRefusal(_ line: String, wasFaultless: Bool, _ error: any Error) throws {
    if wasFaultless { throw Violation(description: "\(line), without a fault: \(error)") }
    note(line)
  }

  func random(_ range: Range<Int>) -> Int { Int.random(in: range, using: &generator) }
}

extension Simulation {
  private func takeStep() async throws {
    // A short run has no time to wait for its first checks.
    if step < 2 { return try await submit() }
    switch random(0..<40) {
    case 0..<5: try await submit()
    case 5..<27: try await work()
    case 27..<30: try await tend()
    case 30: dieOrStart()
    case 31: turnClocks()
    case 32: refuseCommits()
    case 33: try await fillOrFreeDisk()
    case 34: failMails()
    case 35..<37: try await actAsPerson()
    case 37 where random(0..<4) == 0: try await restart()
    default: workers.count < 3 ? startWorker() : turnClocks()
    }
  }

  /// Time passes: a little, or more than a lease; the wall clock is also set, either way.
  private func turnClocks() {
    let passed = Int64([5, 300, 1500, 4001, 30_000][random(0..<5)])
    world.pass(milliseconds: passed)
    guard random(0..<3) == 0 else { return note("\(passed) ms pass") }
    let set = Int64(random(-90_000_000..<90_000_000))
    world.setWall(by: set)
    note("\(passed) ms pass, and the wall clock is set by \(set) ms")
  }

  private func refuseCommits() {
    let count = 1 + random(0..<3)
    world.commits.refuse(count)
    note("the next \(count) commits are refused")
  }

  private func failMails() {
    let count = 1 + random(0..<4)
    let losesAnswer = random(0..<2) == 0
    world.failMails(count, losesAnswer: losesAnswer)
    note("the next \(count) mails fail\(losesAnswer ? " after they are delivered" : "")")
  }

  /// While the disk is full SQLite itself refuses what needs another page.
  private func fillOrFreeDisk() async throws {
    world.commits.refuse(0)
    world.isDiskFull.toggle()
    try await setDisk(full: world.isDiskFull)
    note("the disk \(world.isDiskFull ? "is full" : "has room")")
  }

  func setDisk(full: Bool) async throws {
    try await pipeline.parts.store.write { db in
      let pages = try db.int("PRAGMA page_count")
      _ = try db.int("PRAGMA max_page_count = \(full ? pages : 1 << 30)")
    }
  }

  /// All workers of the machine die, and another process opens the store; after half of these, on
  /// a machine that was booted anew, whose monotonic clock begins again.
  private func restart() async throws {
    for worker in workers { worker.die() }
    workers = []
    let isBoot = random(0..<2) == 0
    if isBoot { world.boot() }
    world.commits.refuse(0)
    world.isDiskFull = false
    try await machine.reopen()
    judgedVersion = nil
    note(isBoot ? "the machine is booted anew" : "all processes are killed")
  }

  /// The faults stop, and workers go on until there is nothing left to do.
  private func drain() async throws {
    world.commits.refuse(0)
    world.failMails(0, losesAnswer: false)
    world.isDiskFull = false
    try await setDisk(full: false)
    for _ in 0..<200 {
      if workers.isEmpty { startWorker() }
      for index in workers.indices.reversed() {
        try await tend(index)
        while try await workFaultlessly(index) {}
      }
      world.pass(milliseconds: 400_000)
      let left = try await value("SELECT count(*) FROM messages WHERE status <> 'failed'")
      if left == 0 { return }
    }
    throw Violation(description: "the queue is not empty, long after the last fault")
  }
}
