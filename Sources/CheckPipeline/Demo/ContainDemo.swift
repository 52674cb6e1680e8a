import ActionHosting
import CheckActions
import Foundation

/// Shows what becomes of an action that does what it must not: in real containers, each a process
/// of its own.
///
/// It works in a data folder of its own, which is gone afterwards.
public struct ContainDemo: Sendable {
  /// One misbehaviour, with what came of it.
  public struct Step: Sendable, Hashable {
    /// What the action did.
    public var misbehaviour: Misbehaviour
    /// What it told, or how its container ended.
    public var outcome: String
    /// Whether the container ended with it.
    public var hasEnded: Bool
    /// The container.
    public var container: String
    /// The time until its host knew, in microseconds.
    public var runMicroseconds: Int
  }

  /// What a container of the demonstration may use: enough to see each limit soon.
  public static let limits = ContainerLimits(
    addressSpaceBytes: 1 << 30, fileBytes: 16 << 20, processorSeconds: 1,
    deadlineMilliseconds: 5000)

  /// Runs every misbehaviour.
  ///
  /// - Parameters:
  ///   - parent: The folder in which the demonstration's own is made and removed.
  ///   - isolation: Where containers run; inline, most misbehaviours would end this process.
  ///   - isInterrupted: Whether to stop, asked before each.
  ///   - step: Told of each when it is over.
  /// - Throws: `CancellationError` when interrupted, and what the store throws when the disk does
  ///   not take the folder.
  public static func run(
    in parent: String, isolation: Isolation = .ownProgram,
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    step: (Step) throws -> Void
  ) async throws {
    precondition(isolation != .inline, "what misbehaves inline ends the process that shows it")
    let folder = "\(parent)/checkctl-demo-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var configuration = PipelineConfiguration(folder: DataFolder("\(folder)/data"))
    configuration.containers = ContainerPolicy(isolation: isolation)
    configuration.containers.limits[.demo] = limits
    let pipeline = try await Pipeline.open(configuration)
    for misbehaviour in Misbehaviour.allCases {
      guard !isInterrupted() else { throw CancellationError() }
      try step(await pipeline.misbehave(misbehaviour))
    }
    await pipeline.parts.pool.letGoAll()
  }
}

extension Pipeline {
  /// Has a container misbehave, with the store as the file that is not for it.
  func misbehave(_ misbehaviour: Misbehaviour) async -> ContainDemo.Step {
    let request = DemoAction.Request.misbehave(misbehaviour, place: parts.folder.store)
    let invocation = await parts.pool.run(.demo(request)) { $0 }
    var step = ContainDemo.Step(
      misbehaviour: misbehaviour, outcome: "", hasEnded: true, container: invocation.container,
      runMicroseconds: invocation.runMicroseconds)
    switch invocation.result {
    case .success(.demo(.outcome(let outcome))):
      step.outcome = outcome
      step.hasEnded = false
    case .success: step.outcome = "another response"
    case .failure(.containerEnded(_, let reason)): step.outcome = reason
    case .failure(let failure): step.outcome = "\(failure)"
    }
    return step
  }
}
