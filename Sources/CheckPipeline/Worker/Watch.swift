import Foundation

/// Waits for checks to come to rest, and works on the queue itself while no worker is alive.
actor Watch {
  private static let pause = Duration.milliseconds(20)
  /// While it works itself and a few checks are left, which someone waits for.
  private static let shortPause = Duration.milliseconds(2)
  private static let few = 4
  /// How many checks are asked about at a time: few while the first come to rest, since those
  /// behind them have not yet, and more each time where the first are held up.
  private static let looks = 32...256

  private let pipeline: Pipeline
  private let slots: Int
  /// In the order in which they were submitted, which is about that in which they come to rest.
  private var moving: [CheckID] = []
  private var isClosed = false
  private(set) var atRest = 0
  private var lookCount = looks.lowerBound

  init(pipeline: Pipeline, slots: Int) {
    self.pipeline = pipeline
    self.slots = slots
  }

  /// Waits for more checks.
  func add(_ checks: [CheckID]) { moving += checks }

  /// Tells that no more checks are coming.
  func close() { isClosed = true }

  /// Runs until every check that was added is at rest; gives `false` when it was interrupted.
  func run(
    isInterrupted: @Sendable () -> Bool, progress: @Sendable (Int) -> Void
  ) async throws -> Bool {
    var own: (worker: Worker, task: Task<Void, any Error>)?
    // However this ends, no worker of its own goes on behind the caller's back.
    defer { own?.worker.stop() }
    try await pipeline.parts.recoverDead()
    while !isInterrupted() {
      try await look(progress)
      if isClosed && moving.isEmpty { break }
      if own?.worker.isStopping == true {
        // It stopped by itself, which means that the store or the disk refused for long.
        try await own?.task.value
      }
      if own == nil, try await pipeline.freshWorkers() == 0 {
        let worker = Worker(parts: pipeline.parts, role: .command, slots: slots)
        own = (worker, Task { try await worker.run() })
      }
      try await Task.sleep(
        for: own != nil && moving.count <= Self.few ? Self.shortPause : Self.pause)
    }
    own?.worker.stop()
    try await own?.task.value
    try await look(progress)
    return isClosed && moving.isEmpty
  }

  private func look(_ progress: @Sendable (Int) -> Void) async throws {
    while !moving.isEmpty {
      // Not a slice, beside which all the others would be copied.
      let asked = Array(moving.prefix(lookCount))
      let still = try await pipeline.moving(asked)
      moving.removeFirst(asked.count)
      moving.insert(contentsOf: asked.filter(still.contains), at: 0)
      let rested = asked.count - still.count
      atRest += rested
      lookCount =
        rested > 0 ? Self.looks.lowerBound : min(lookCount + 8, Self.looks.upperBound)
      if !still.isEmpty { break }
    }
    progress(atRest)
  }
}
