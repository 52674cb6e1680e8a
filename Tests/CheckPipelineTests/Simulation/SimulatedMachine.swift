import Foundation
import GRDB

@testable import CheckPipeline

/// A data folder with an open pipeline, and the world around it, for one seed after the other.
///
/// To make it and to prepare its statements takes longer than a short seed.
final class SimulatedMachine {
  let bench: Bench
  let world = SimulatedWorld()
  var pipeline: Pipeline
  var actions: ScriptedActions
  private let emptyStore: Data
  /// Kept open: to close it would free the locks that SQLite holds on the same file.
  private let storeFile: FileHandle
  /// A connection beside the pipeline's own.
  private let cleaner: DatabaseQueue

  init() async throws {
    bench = try Bench(inMemory: true)
    try FileManager.default.createDirectory(
      atPath: bench.folder.path, withIntermediateDirectories: true)
    emptyStore = try Self.emptyStore.get()
    let store = URL(filePath: bench.folder.store)
    try emptyStore.write(to: store)
    storeFile = try FileHandle(forUpdating: store)
    pipeline = try await Self.open(bench, world)
    actions = try ScriptedActions(routingFolder: bench.folder.routing)
    cleaner = try DatabaseQueue(path: bench.folder.store)
  }

  /// A store with its tables and nothing else, made once.
  private static let emptyStore = Result {
    let bench = try Bench(inMemory: true)
    let file = bench.root + "/store.sqlite"
    let queue = try DatabaseQueue(path: file)
    try Schema.migrator.migrate(queue)
    // As the pipeline's connections have it; its log is gone with this one.
    try queue.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = WAL") }
    try queue.close()
    return try Data(contentsOf: URL(filePath: file))
  }

  /// Opens the pipeline as a process that starts does.
  func reopen() async throws { pipeline = try await Self.open(bench, world) }

  private static func open(_ bench: Bench, _ world: SimulatedWorld) async throws -> Pipeline {
    let pipeline = try await bench.open { configuration in
      configuration.clock = world.clock(keeping: bench)
      configuration.retry.attempts = Simulation.attempts
      configuration.transport = world
    }
    try await pipeline.parts.store.write { db in
      db.add(transactionObserver: world.commits, extent: .databaseLifetime)
    }
    return pipeline
  }

  /// Makes all as it was at first, but for images, which have other names in another seed.
  ///
  /// The tables cannot be emptied, since some only take rows; so the file is written anew, when all
  /// is in it and nothing in the log.
  func reset() async throws {
    world.reset()
    let parts = pipeline.parts
    parts.jitter.withLock { $0 = bench.configuration().generator }
    try emptyStoreFile()
    try await parts.store.write { db in
      try db.run(
        "INSERT OR REPLACE INTO meta (key, value) VALUES ('boot_id', ?)", [parts.clock.bootID])
    }
  }

  private func emptyStoreFile() throws {
    _ = try cleaner.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
    try storeFile.seek(toOffset: 0)
    try storeFile.write(contentsOf: emptyStore)
    try storeFile.truncate(atOffset: UInt64(emptyStore.count))
  }
}
