import CheckActions
import Foundation

/// How many containers there may be, and how long an idle one is kept.
public struct ContainerPolicy: Sendable, Hashable {
  /// The most containers of one action; at least 1.
  public var limitForEachAction: Int
  /// How long an idle container stays warm, in milliseconds; 0 makes every start a cold one.
  public var keepMilliseconds: Int64

  /// Makes a policy; an idle container is kept for ten minutes by default, as on OpenWhisk.
  public init(limitForEachAction: Int = 64, keepMilliseconds: Int64 = 600_000) {
    self.limitForEachAction = max(1, limitForEachAction)
    self.keepMilliseconds = keepMilliseconds
  }
}

/// The containers of one process: warm ones are used again, the most recently used first.
actor ContainerPool {
  private struct Idle {
    var container: Container
    var since: Int64
  }

  private let policy: ContainerPolicy
  private let clock: PipelineClock
  private let environment: @Sendable (String) -> ActionEnvironment
  private var idle: [ActionName: [Idle]] = [:]
  private var count: [ActionName: Int] = [:]
  private var made: [ActionName: Int] = [:]
  private var waiting: [ActionName: [CheckedContinuation<Void, Never>]] = [:]

  /// Makes an empty pool; `environment` gives each container its environment, by its name.
  init(
    policy: ContainerPolicy, clock: PipelineClock,
    environment: @escaping @Sendable (String) -> ActionEnvironment
  ) {
    self.policy = policy
    self.clock = clock
    self.environment = environment
  }

  /// Runs a request in a container; one that failed is let go.
  ///
  /// `body` sees the invocation while the container is still held, so that files in its scratch
  /// folder are there and no one else writes them.
  func run<Value: Sendable>(
    _ request: ActionRequest, then body: @Sendable (Invocation) async -> Value
  ) async -> Value {
    let container = await acquire(request.action)
    let invocation = await container.invoke(request)
    let value = await body(invocation)
    if case .success = invocation.result {
      await release(container)
    } else {
      await drop(container)
    }
    return value
  }

  /// Lets go of every idle container whose time is over.
  func letGoIdle() async {
    let oldest = clock.monotonicMilliseconds() - policy.keepMilliseconds
    await letGo { $0.since <= oldest }
  }

  /// Lets go of every idle container.
  func letGoAll() async { await letGo { _ in true } }

  private func letGo(where isOver: (Idle) -> Bool) async {
    var over: [Container] = []
    for (action, list) in idle {
      let gone = list.filter(isOver).map(\.container)
      idle[action] = list.filter { !isOver($0) }
      count[action, default: 0] -= gone.count
      over += gone
    }
    for container in over { await container.letGo() }
  }

  private func acquire(_ action: ActionName) async -> Container {
    while true {
      if let warm = takeWarm(action) { return warm }
      if idle[action]?.isEmpty == false { await letGoIdle() }
      if count[action, default: 0] < policy.limitForEachAction {
        count[action, default: 0] += 1
        made[action, default: 0] += 1
        let name = "\(action.rawValue)-\(made[action, default: 0])"
        return Container(
          name: name, action: action, environment: environment(name), clock: clock)
      }
      await withCheckedContinuation { waiting[action, default: []].append($0) }
    }
  }

  private func takeWarm(_ action: ActionName) -> Container? {
    let oldest = clock.monotonicMilliseconds() - policy.keepMilliseconds
    guard let last = idle[action]?.last, last.since > oldest else { return nil }
    return idle[action]?.popLast()?.container
  }

  private func release(_ container: Container) async {
    guard policy.keepMilliseconds > 0 else { return await drop(container) }
    idle[container.action, default: []].append(
      Idle(container: container, since: clock.monotonicMilliseconds()))
    wakeOne(container.action)
  }

  private func drop(_ container: Container) async {
    await container.letGo()
    count[container.action, default: 0] -= 1
    wakeOne(container.action)
  }

  private func wakeOne(_ action: ActionName) {
    guard waiting[action]?.isEmpty == false else { return }
    waiting[action]?.removeFirst().resume()
  }
}
