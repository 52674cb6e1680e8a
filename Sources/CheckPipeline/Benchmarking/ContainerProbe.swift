import CheckActions

/// Runs actions in a pipeline's containers as a worker does, to measure what containers cost.
@_spi(Benchmarking) public struct ContainerProbe: Sendable {
  private let pipeline: Pipeline

  /// Probes the containers of a pipeline.
  public init(_ pipeline: Pipeline) { self.pipeline = pipeline }

  /// Runs a request; tells whether the start was cold, and how long that took, in microseconds.
  ///
  /// - Throws: `ActionFailure` when the invocation failed.
  public func run(
    _ request: ActionRequest
  ) async throws -> (response: ActionResponse, isCold: Bool, initMicroseconds: Int) {
    let run = await pipeline.parts.pool.run(request) { $0 }
    return (try run.result.get(), run.isCold, run.initMicroseconds)
  }

  /// Lets go of every container.
  public func letGoAll() async { await pipeline.parts.pool.letGoAll() }

  /// Has a container misbehave, and tells what came of it.
  public func misbehave(_ misbehaviour: Misbehaviour) async -> ContainDemo.Step {
    await pipeline.misbehave(misbehaviour)
  }
}
