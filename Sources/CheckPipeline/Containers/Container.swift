import ActionHosting
import CheckActions
import Foundation

/// One instance of an action, with its own memory and its own scratch folder.
///
/// It takes one message at a time, and stays warm between them.
actor Container {
  nonisolated let name: String
  nonisolated let action: ActionName

  private enum Body {
    case inline(ActionInstance)
    case process(ContainerProcess)
  }

  private let executor: ThreadExecutor
  private let environment: ActionEnvironment
  private let policy: ContainerPolicy
  private let readableFolders: [String]
  private let clock: PipelineClock
  private let onHeldBack: @Sendable () -> Void
  private var body: Body?

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(
    name: String, action: ActionName, environment: ActionEnvironment, policy: ContainerPolicy,
    readableFolders: [String], clock: PipelineClock,
    onHeldBack: @escaping @Sendable () -> Void = {}
  ) {
    self.name = name
    self.action = action
    self.environment = environment
    self.policy = policy
    self.readableFolders = readableFolders
    self.clock = clock
    self.onHeldBack = onHeldBack
    executor = ThreadExecutor(label: name)
  }

  /// The id of the process that the action runs in, where it has one of its own.
  var processID: Int32? {
    if case .process(let process) = body { process.processID } else { nil }
  }

  /// What this system does not enforce of the sandbox that its process should be in.
  var missingProtections: Protections {
    if case .process(let process) = body {
      Protections.all.subtracting(process.protections)
    } else {
      []
    }
  }

  /// Runs the action once; the first time makes it.
  func invoke(_ request: ActionRequest) -> Invocation {
    // An idle process that was ended from outside is no fault of the message that finds it so.
    if case .process(let process) = body, !process.isReady { body = nil }
    var invocation = Invocation(
      container: name, isCold: body == nil, startedAt: clock.now(), initMicroseconds: 0,
      runMicroseconds: 0, log: ActivationLog(),
      result: .failure(.unwritable(file: environment.scratchFolder, reason: "not started")))
    let stopwatch = ContinuousClock()
    do throws(ActionFailure) {
      if body == nil {
        let start = stopwatch.now
        body = try coldStart()
        invocation.initMicroseconds = start.duration(to: stopwatch.now).microseconds
      }
      let start = stopwatch.now
      defer { invocation.runMicroseconds = start.duration(to: stopwatch.now).microseconds }
      invocation.result = .success(try run(request, log: &invocation.log))
      // One that was told to let others go first cannot take that back.
      if case .process(let process) = body { invocation.isLast = process.isHeldBack }
    } catch {
      invocation.result = .failure(error)
      invocation.isLast = true
    }
    return invocation
  }

  /// Removes the scratch folder with all that is in it.
  func letGo() {
    body = nil
    try? FileManager.default.removeItem(atPath: environment.scratchFolder)
  }

  private func run(
    _ request: ActionRequest, log: inout ActivationLog
  ) throws(ActionFailure) -> ActionResponse {
    switch body {
    case .inline(var instance):
      defer { body = .inline(instance) }
      return try instance.invoke(request, log: &log)
    case .process(let process):
      return try process.invoke(request, log: &log)
    case nil:
      throw .containerEnded(action: action, reason: "it was let go")
    }
  }

  private func coldStart() throws(ActionFailure) -> Body {
    do {
      try FileManager.default.createDirectory(
        atPath: environment.scratchFolder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw .unwritable(file: environment.scratchFolder, reason: error.localizedDescription)
    }
    switch policy.isolation {
    case .inline:
      return .inline(try ActionInstance(action, environment: environment))
    case .process(let program):
      return .process(
        try ContainerProcess(
          program: program, action: action, environment: environment,
          readableFolders: readableFolders,
          limits: policy.limits[action] ?? .standard(for: action, pictures: environment.limits),
          onHeldBack: onHeldBack))
    }
  }
}

extension Duration {
  /// The whole microseconds.
  var microseconds: Int {
    Int(components.seconds) * 1_000_000 + Int(components.attoseconds / 1_000_000_000_000)
  }
}
