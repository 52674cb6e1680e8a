import CheckActions
import Foundation
import CheckStore

/// The durable shell around the actions: submits checks, works on them, and tells where they stand.
///
/// ```swift
/// let pipeline = try await Pipeline.open(PipelineConfiguration(folder: DataFolder("data")))
/// let statement = try DepositStatement(account: "12345678", amount: Cents(1999))
/// let receipt = try await pipeline.submit(Submission(front: "check.png", statement: statement))
/// try await pipeline.finish([receipt.check])
/// print(try await pipeline.check(receipt.check).state)
/// await pipeline.close()
/// ```
///
/// Several pipelines, in one process or in many, may work on one data folder.
public final class Pipeline: Sendable {
  let parts: Parts

  /// How many messages a process has in hand at a time unless told otherwise: six for each core, and
  /// 64 at the most, so that some are worked on while others wait for the disk.
  public static let standardSlots = min(6 * ProcessInfo.processInfo.activeProcessorCount, 64)

  private init(parts: Parts) { self.parts = parts }

  /// Opens the pipeline on its data folder, making what is not there.
  ///
  /// - Throws: ``PipelineError/dataFolder(_:reason:)``, or what the store throws.
  public static func open(_ configuration: PipelineConfiguration) async throws -> Pipeline {
    Pipeline(parts: try await blocking { try Parts(configuration) })
  }

  /// Ends the use of the data folder.
  ///
  /// The last process that does so leaves the whole store in `store.sqlite`, so that a copy of that
  /// file and of the folder `images` has all checks.
  ///
  /// Call it when all work is done: nothing can be asked of the pipeline afterwards, nor of its
  /// workers. It fails for nobody; where the store cannot be written to or another program is
  /// reading it, the next one to leave does it. A process that ends without it, or is killed, loses
  /// nothing either, but leaves part of the store in `store.sqlite-wal`.
  public func close() async {
    await blocking { [parts] in parts.close() }
  }

  /// A worker for everybody's messages, until it is stopped.
  public func worker(slots: Int) -> Worker { Worker(parts: parts, role: .worker, slots: slots) }

  /// Waits until the given checks are at rest and each of their notices was tried.
  ///
  /// Where a worker is alive it does the work; where none is, or the last one dies meanwhile, this
  /// process does it.
  ///
  /// - Parameters:
  ///   - checks: The checks to wait for.
  ///   - slots: How many messages this process has in hand at a time, where it works itself.
  ///   - isInterrupted: Asked now and then; when it says so, what is in hand is finished, and the
  ///     rest stays in the queue.
  ///   - progress: Told now and then how many of the checks are at rest.
  /// - Returns: Whether all of them are at rest.
  @discardableResult
  public func finish(
    _ checks: [CheckID], slots: Int = standardSlots,
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> Bool {
    let watch = Watch(pipeline: self, slots: slots)
    await watch.add(checks)
    await watch.close()
    return try await watch.run(isInterrupted: isInterrupted, progress: progress)
  }

  /// The number of workers whose heartbeat is fresh.
  public func freshWorkers() async throws -> Int {
    let parts = parts
    return try await parts.store.read { db in
      try Owners.freshWorkers(
        db, clock: parts.clock, leaseMilliseconds: parts.leaseMilliseconds)
    }
  }

  /// Which of these checks the pipeline will still take further, or tell the depositor of for the
  /// first time; a notice that was tried comes back later, and nobody waits for it.
  func moving(_ checks: some Sequence<CheckID> & Sendable) async throws -> Set<CheckID> {
    let asked = RowSets.lists(Array(checks))
    return try await parts.store.read { db in
      var moving: Set<CheckID> = []
      for list in asked {
        try db.forEach(
          """
          SELECT id FROM checks WHERE id IN (\(list.marks))
            AND (state IN (\(CheckState.list(\.isMoving))) OR \(Notices.areWaiting))
          """, list.values
        ) { moving.insert($0[0]) }
      }
      return moving
    }
  }
}
