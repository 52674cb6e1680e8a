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
  private var isHeldBack = false

  /// How long an invocation may compute before others go first. Most take less than a tenth of it;
  /// what computes for ever then costs the others next to nothing until its deadline.
  private static let patience = Duration.seconds(1)

  /// Starts a container and waits until its action has started.
  ///
  /// - Parameters:
  ///   - program: An executable that calls ``ActionHost/run()`` when asked to.
  ///   - action: The action that it is to run.
  ///   - environment: What the action gets; its scratch folder has to be there.
  ///   - readableFolders: What it may read beside the scratch folder.
  ///   - limits: What it may use.
  /// - Throws: `ActionFailure` when the program cannot be started, or its action cannot.
  public init(
    program: String, action: ActionName, environment: ActionEnvironment,
    readableFolders: [String], limits: ContainerLimits
  ) throws(ActionFailure) {
    order = ContainerOrder(
      action: action, environment: environment, readableFolders: readableFolders, limits: limits,
      host: getpid())
    do {
      let ends = try FrameChannel.pair()
      channel = FrameChannel(descriptor: ends.host)
      // Closed at once: the end of the process is seen when no one holds its end.
      defer { close(ends.container) }
      process = try ChildProcess(program, ActionHost.argument, socket: ends.container)
    } catch let error as Spawner.SystemError {
      throw .unreadable(
        file: program, reason: "it cannot be started, \(String(cString: strerror(error.code)))")
    } catch {
      throw .containerEnded(action: action, reason: "no socket for it, \(error)")
    }
    protections = []
    let answer = try exchange(.start(order))
    switch answer {
    case .ready(let protections): self.protections = protections
    case .failed(let failure, _): throw failure
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
      guard response.action == order.action else {
        throw broken("it answered for the action \(response.action.rawValue)")
      }
      if let fault = response.fault(in: order.environment) { throw broken(fault) }
      return response
    case .failed(let failure, let lines):
      log = lines
      throw failure
    case .ready:
      throw broken("it answered what was not asked")
    }
  }

  private func exchange(_ message: HostMessage) throws(ActionFailure) -> ContainerMessage {
    let limit = Duration.milliseconds(order.limits.deadlineMilliseconds)
    let deadline = ContinuousClock.now + limit
    do throws(FrameChannel.Failure) {
      try channel.send(message, by: deadline)
      do throws(FrameChannel.Failure) {
        let soon = min(deadline, ContinuousClock.now + Self.patience)
        return try channel.receive(ContainerMessage.self, by: soon)
      } catch .late {
        process.yieldToOthers()
        isHeldBack = true
        return try channel.receive(ContainerMessage.self, by: deadline)
      }
    } catch {
      throw failure(error, limit)
    }
  }

  private func failure(_ failure: FrameChannel.Failure, _ limit: Duration) -> ActionFailure {
    switch failure {
    case .late: broken("it did not answer within \(limit)")
    case .malformed: broken("it sent what is no answer")
    case .closed: ended(process.waitForEnd().inWords)
    case .system(let call, let code): broken("\(call): \(String(cString: strerror(code)))")
    }
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
