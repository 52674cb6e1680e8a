import ActionHosting
import CheckActions
import Foundation

/// How many containers there may be, and how long an idle one is kept.
public struct ContainerPolicy: Sendable, Hashable {
  /// The most containers of one action; at least 1.
  ///
  /// By default 64 inline, and with processes one more than there are cores: more of them would
  /// only wait for a core, each with its memory.
  public var limitForEachAction: Int
  /// How long an idle container stays warm, in milliseconds; 0 makes every start a cold one.
  public var keepMilliseconds: Int64
  /// Where the actions run.
  public var isolation: Isolation
  /// What a container in a process of its own may use, where it is not the standard of its action.
  public var limits: [ActionName: ContainerLimits] = [:]

  /// Makes a policy; an idle container is kept for ten minutes by default, as on OpenWhisk.
  public init(
    limitForEachAction: Int? = nil, keepMilliseconds: Int64 = 600_000,
    isolation: Isolation = .inline
  ) {
    let standard =
      isolation == .inline ? 64 : ProcessInfo.processInfo.activeProcessorCount + 1
    self.limitForEachAction = max(1, limitForEachAction ?? standard)
    self.keepMilliseconds = keepMilliseconds
    self.isolation = isolation
  }
}

/// The containers of one process: warm ones are used again, the most recently used first.
actor ContainerPool {
  private struct Idle {
    var container: Container
    var since: Int64
  }

  nonisolated let policy: ContainerPolicy
  private let clock: PipelineClock
  private let readableFolders: [String]
  private let warn: @Sendable (String) -> Void
  private let environment: @Sendable (String) -> ActionEnvironment
  private var idle: [ActionName: [Idle]] = [:]
  private var count: [ActionName: Int] = [:]
  private var made: [ActionName: Int] = [:]
  /// The containers that run a request, and those of them that take so long that others need not wait
  /// for their places.
  private var busy: Set<String> = []
  private var heldBack: [ActionName: Set<String>] = [:]
  private var hasWarned = false
  private var waiting: [ActionName: [CheckedContinuation<Void, Never>]] = [:]

  /// Makes an empty pool; `environment` gives each container its environment, by its name, and
  /// `readableFolders` are what one in a process of its own may read beside its scratch folder.
  init(
    policy: ContainerPolicy, clock: PipelineClock, readableFolders: [String] = [],
    warn: @escaping @Sendable (String) -> Void = { _ in },
    environment: @escaping @Sendable (String) -> ActionEnvironment
  ) {
    self.policy = policy
    self.clock = clock
    self.readableFolders = readableFolders
    self.warn = warn
    self.environment = environment
  }

  /// Runs a request in a container; one that can take no other is let go.
  ///
  /// `body` sees the invocation while the container is still held, so that files in its scratch
  /// folder are there and no one else writes them.
  func run<Value: Sendable>(
    _ request: ActionRequest, then body: @Sendable (Invocation) async -> Value
  ) async -> Value {
    let container = await acquire(request.action)
    busy.insert(container.name)
    let invocation = await container.invoke(request)
    if invocation.isCold { await warnOfMissing(container) }
    let value = await body(invocation)
    if invocation.isLast {
      await drop(container)
    } else {
      await release(container)
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
      if hasRoom(action) {
        count[action, default: 0] += 1
        made[action, default: 0] += 1
        let name = "\(action.rawValue)-\(made[action, default: 0])"
        return Container(
          name: name, action: action, environment: environment(name), policy: policy,
          readableFolders: readableFolders, clock: clock,
          onHeldBack: { [weak self] in Task { await self?.holdBack(name, action) } })
      }
      await withCheckedContinuation { waiting[action, default: []].append($0) }
    }
  }

  /// Those that are held back have places of their own, at most twice as many.
  private func hasRoom(_ action: ActionName) -> Bool {
    let limit = policy.limitForEachAction
    let apart = min(heldBack[action]?.count ?? 0, 2 * limit)
    return count[action, default: 0] - apart < limit
  }

  private func holdBack(_ name: String, _ action: ActionName) {
    // It may have ended before this was heard.
    guard busy.contains(name) else { return }
    heldBack[action, default: []].insert(name)
    wakeOne(action)
  }

  private func warnOfMissing(_ container: Container) async {
    let missing = await container.missingProtections
    guard !missing.isEmpty, !hasWarned else { return }
    hasWarned = true
    warn(
      "containers are not confined as they should be: this system does not enforce "
        + missing.inWords.joined(separator: ", ") + "; see SECURITY.md")
  }

  private func takeWarm(_ action: ActionName) -> Container? {
    let oldest = clock.monotonicMilliseconds() - policy.keepMilliseconds
    guard let last = idle[action]?.last, last.since > oldest else { return nil }
    return idle[action]?.popLast()?.container
  }

  private func release(_ container: Container) async {
    guard policy.keepMilliseconds > 0 else { return await drop(container) }
    busy.remove(container.name)
    idle[container.action, default: []].append(
      Idle(container: container, since: clock.monotonicMilliseconds()))
    wakeOne(container.action)
  }

  private func drop(_ container: Container) async {
    busy.remove(container.name)
    heldBack[container.action]?.remove(container.name)
    await container.letGo()
    count[container.action, default: 0] -= 1
    wakeOne(container.action)
  }

  private func wakeOne(_ action: ActionName) {
    guard waiting[action]?.isEmpty == false else { return }
    waiting[action]?.removeFirst().resume()
  }
}
