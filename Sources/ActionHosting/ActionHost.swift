import CSandbox
import CheckActions
import Foundation

/// The inside of a container: one action, in a process that does nothing else.
public enum ActionHost {
  /// The argument by which a program is asked to be a container.
  public static let argument = "action-host"

  /// Serves the host that started this process, until it has no more to ask.
  ///
  /// A program that hosts containers calls this first of all when its only argument is
  /// ``argument``: threads that were made before would be outside the sandbox.
  public static func run() -> Never {
    guard isSocket(CHECK_CONTAINER_SOCKET) else { exit(64) }
    let channel = FrameChannel(descriptor: CHECK_CONTAINER_SOCKET)
    // A host that is gone, or talks nonsense, is nothing to tell anyone about.
    try? serve(channel)
    exit(0)
  }

  private static func serve(
    _ channel: FrameChannel
  ) throws(FrameChannel.Failure) {
    guard case .start(let order) = try channel.receive(HostMessage.self) else { return }
    let protections = Sandbox.enter(order)
    var instance: ActionInstance
    do {
      instance = try ActionInstance(order.action, environment: order.environment)
    } catch {
      return try channel.send(ContainerMessage.failed(error, ActivationLog()))
    }
    try channel.send(ContainerMessage.ready(protections))
    while true {
      guard case .invoke(let request) = try channel.receive(HostMessage.self),
        request.action == order.action
      else { return }
      try channel.send(answer(&instance, request))
    }
  }

  private static func answer(
    _ instance: inout ActionInstance, _ request: ActionRequest
  ) -> ContainerMessage {
    var log = ActivationLog()
    do throws(ActionFailure) {
      return .done(try instance.invoke(request, log: &log), log)
    } catch {
      return .failed(error, log)
    }
  }

  private static func isSocket(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
  }
}
