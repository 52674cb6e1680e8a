import CSandbox
import CheckActions
import Foundation

/// The host's side of an action that runs in a process of its own.
///
/// Whatever the process does, the host gets an answer by the deadline or a failure that says how
/// the process ended; after a failure of the process it is gone, and so is the id that named it.
public final class ContainerProcess {
  /// What of the sandbox this system enforces.
  public private(set) var protections: Protections

  private let order: ContainerOrder
  private let channel: FrameChannel
  private var process: ChildProcess
  private let onHeldBack: @Sendable () -> Void

  /// Whether an invocation took so long that others go before this process from then on.
  public private(set) var isHeldBack = false

  /// How long an invocation may compute before others go first.
  ///
  /// Most take less than a tenth of it;
  /// what computes for ever then costs the others next to nothing until its deadline.
  private static let patience = Duration.seconds(1)
  /// How long the host looks for an answer before it sleeps, where the last one came as soon: some
  /// times what sleeping and waking take.
  private static let wakefulness = Duration.microseconds(400)
  /// How often the scratch folder of one that has not answered is looked at.
  private static let interval = Duration.milliseconds(250)

  /// Starts a container and waits until its action has started.
  ///
  /// - Parameters:
  ///   - program: An executable that calls ``ActionHost/run()`` when asked to.
  ///   - action: The action that it is to run.
  ///   - environment: What the action gets; its scratch folder has to be there.
  ///   - readableFolders: What it may read beside the scratch folder.
  ///   - limits: What it may use.
  ///   - onHeldBack: Called once when an invocation takes so long that others are to go first.
  /// - Throws: `ActionFailure` when the program cannot be started, or its action cannot.
  public init(
    program: String, action: ActionName, environment: ActionEnvironment,
    readableFolders: [String], limits: ContainerLimits,
    onHeldBack: @escaping @Sendable () -> Void = {}
  ) throws(ActionFailure) {
    self.onHeldBack = onHeldBack
    order = ContainerOrder(
      action: action, environment: environment, readableFolders: readableFolders, limits: limits,
      host: getpid())
    do {
      let ends = try FrameChannel.pair()
      channel = FrameChannel(descriptor: ends.host, wakefulness: Self.wakefulness)
      // Closed at once: the end of the process is seen when no one holds its end.
      defer { close(ends.container) }
      process = try ChildProcess(program, ActionHost.argument, socket: ends.container)
    } catch let error as Spawner.SystemError {
      throw .cannotStart(program: program, reason: String(cString: strerror(error.code)))
    } catch {
      throw .cannotStart(program: program, reason: "no socket for it, \(error)")
    }
    protections = []
    let answer = try exchange(.start(order))
    switch answer {
    case .ready(let protections): self.protections = protections
    case .failed(let failure, _):
      throw told(failure)
    case .done: throw broken("it answered what was not asked")
    }
  }

  deinit { _ = process.end() }

  /// Whether it can take a request: it waits for one, was not ended from outside, and has not been
  /// told to let others go first.
  public var isReady: Bool { !isHeldBack && channel.isQuiet }

  /// The id of the process, for as long as this object lives.
  public var processID: Int32 { process.id }

  /// Runs the action once.
  ///
  /// - Throws: `ActionFailure`: the action's own, or
  ///   `ActionFailure.containerEnded(action:reason:)`.
  public func invoke(
    _ request: ActionRequest, log: inout ActivationLog
  ) throws(ActionFailure) -> ActionResponse {
    process.grant(processorSeconds: order.limits.processorSeconds)
    switch try exchange(.invoke(request)) {
    case .done(let response, let lines):
      log = lines
      if let fault = response.fault(to: request, in: order.environment) { throw broken(fault) }
      return response
    case .failed(let failure, let lines):
      log = lines
      throw told(failure)
    case .ready:
      throw broken("it answered what was not asked")
    }
  }

  private func exchange(_ message: HostMessage) throws(ActionFailure) -> ContainerMessage {
    let limit = Duration.milliseconds(order.limits.deadlineMilliseconds)
    let deadline = ContinuousClock.now + limit
    let start = ContinuousClock.now
    do {
      try channel.send(message, by: deadline)
    } catch {
      throw failure(error, limit)
    }
    while true {
      let next = min(deadline, ContinuousClock.now + Self.interval)
      do {
        return try channel.receive(ContainerMessage.self, by: next)
      } catch {
        guard error == .late, next < deadline else { throw failure(error, limit) }
      }
      if ScratchUse(of: order.environment.scratchFolder).isBeyond(order.limits) {
        throw broken("it filled its scratch folder")
      }
      if start.duration(to: .now) >= Self.patience, !isHeldBack { holdBack() }
    }
  }

  private func holdBack() {
    isHeldBack = true
    process.yieldToOthers()
    onHeldBack()
  }

  private func failure(_ failure: FrameChannel.Failure, _ limit: Duration) -> ActionFailure {
    switch failure {
    case .late: broken("it did not answer within \(limit)")
    case .malformed: broken("it sent what is no answer")
    case .unsendable(let reason): broken("it could not be asked: \(reason)")
    case .closed: ended(process.waitForEnd().inWords)
    case .system(let call, let code): broken("\(call): \(String(cString: strerror(code)))")
    }
  }

  /// A failure that the action told of, where it can have had it.
  private func told(_ failure: ActionFailure) -> ActionFailure {
    failure.isBelievable ? failure : broken("it told of a failure that is none of its own")
  }

  /// Ends a process that can no longer be trusted.
  private func broken(_ reason: String) -> ActionFailure {
    process.end()
    return ended("\(reason), and was ended")
  }

  private func ended(_ reason: String) -> ActionFailure {
    .containerEnded(action: order.action, reason: reason)
  }
}

extension ActionFailure {
  /// Whether an action can have failed so: with a few printable words, and not with what only its
  /// host knows.
  fileprivate var isBelievable: Bool {
    switch self {
    case .containerEnded, .cannotStart: false
    case .unreadable, .damaged, .unwritable, .template, .reference:
      "\(self)".utf8.count <= 10_000
        && "\(self)".utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x0a }
    }
  }
}
