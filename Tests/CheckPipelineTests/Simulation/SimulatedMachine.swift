import Foundation

@testable import CheckPipeline
@testable import CheckStore

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
  private let cleaner: SQLiteConnection
  private let hook: CommitHook

  init() async throws {
    bench = try Bench(inMemory: true)
    try FileManager.default.createDirectory(
      atPath: bench.folder.path, withIntermediateDirectories: true)
    emptyStore = try Self.emptyStore.get()
    let store = URL(filePath: bench.folder.store)
    try emptyStore.write(to: store)
    storeFile = try FileHandle(forUpdating: store)
    hook = CommitHook { [world] in world.commits.mayCommit() }
    pipeline = try await Self.open(bench, world, hook)
    actions = try ScriptedActions(routingFolder: bench.folder.routing)
    cleaner = try SQLiteConnection(plain: bench.folder.store)
  }

  /// A store with its tables and nothing else, made once.
  private static let emptyStore = Result {
    let bench = try Bench(inMemory: true)
    let file = bench.root + "/store.sqlite"
    let store = try Store(
      Store.Files(path: file, writeLock: bench.root + "/store.lock"), schema: .checks)
    store.close { true }
    return try Data(contentsOf: URL(filePath: file))
  }

  /// Opens the pipeline as a process that starts does.
  func reopen() async throws { pipeline = try await Self.open(bench, world, hook) }

  private static func open(
    _ bench: Bench, _ world: SimulatedWorld, _ hook: CommitHook
  ) async throws -> Pipeline {
    let pipeline = try await bench.open { configuration in
      configuration.clock = world.clock(keeping: bench)
      configuration.retry.attempts = Simulation.attempts
      configuration.transport = world
    }
    try await pipeline.parts.store.write { try hook.install(in: $0) }
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
      _ = try db.run(
        "INSERT OR REPLACE INTO meta (key, value) VALUES ('boot_id', ?)", [parts.clock.bootID])
    }
  }

  private func emptyStoreFile() throws {
    try cleaner.emptyLog()
    try storeFile.seek(toOffset: 0)
    try storeFile.write(contentsOf: emptyStore)
    try storeFile.truncate(atOffset: UInt64(emptyStore.count))
  }
}
