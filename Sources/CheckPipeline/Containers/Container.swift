import CheckActions
import Foundation

/// One instance of an action, with its own memory and its own scratch folder.
///
/// It takes one message at a time, and stays warm between them.
actor Container {
  nonisolated let name: String
  nonisolated let action: ActionName

  private let executor: ThreadExecutor
  private let environment: ActionEnvironment
  private let clock: PipelineClock
  private var instance: ActionInstance?

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(
    name: String, action: ActionName, environment: ActionEnvironment, clock: PipelineClock
  ) {
    self.name = name
    self.action = action
    self.environment = environment
    self.clock = clock
    executor = ThreadExecutor(label: name)
  }

  /// Runs the action once; the first time makes it.
  func invoke(_ request: ActionRequest) -> Invocation {
    var invocation = Invocation(
      container: name, isCold: instance == nil, startedAt: clock.now(), initMicroseconds: 0,
      runMicroseconds: 0, log: ActivationLog(),
      result: .failure(.unwritable(file: environment.scratchFolder, reason: "not started")))
    let stopwatch = ContinuousClock()
    do throws(ActionFailure) {
      if instance == nil {
        let start = stopwatch.now
        instance = try coldStart()
        invocation.initMicroseconds = start.duration(to: stopwatch.now).microseconds
      }
      let start = stopwatch.now
      defer { invocation.runMicroseconds = start.duration(to: stopwatch.now).microseconds }
      if let response = try instance?.invoke(request, log: &invocation.log) {
        invocation.result = .success(response)
      }
    } catch {
      invocation.result = .failure(error)
    }
    return invocation
  }

  /// Removes the scratch folder with all that is in it.
  func letGo() {
    instance = nil
    try? FileManager.default.removeItem(atPath: environment.scratchFolder)
  }

  private func coldStart() throws(ActionFailure) -> ActionInstance {
    do {
      try FileManager.default.createDirectory(
        atPath: environment.scratchFolder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw .unwritable(file: environment.scratchFolder, reason: error.localizedDescription)
    }
    return try ActionInstance(action, environment: environment)
  }
}

extension Duration {
  /// The whole microseconds.
  var microseconds: Int {
    Int(components.seconds) * 1_000_000 + Int(components.attoseconds / 1_000_000_000_000)
  }
}
