/// A request to one of the actions, as it travels to a container.
public enum ActionRequest: Codable, Sendable {
  /// A request to ``IntakeAction``.
  case intake(IntakeAction.Request)
  /// A request to ``ImageAction``.
  case image(ImageAction.Request)
  /// A request to ``MICRAction``.
  case micr(MICRAction.Request)
  /// A request to ``DepositAction``.
  case deposit(DepositAction.Request)
  /// A request to ``NotifyAction``.
  case notify(NotifyAction.Request)
  /// A request to ``DemoAction``.
  case demo(DemoAction.Request)

  /// The action that the request is for.
  public var action: ActionName {
    switch self {
    case .intake: .intake
    case .image: .image
    case .micr: .micr
    case .deposit: .deposit
    case .notify: .notify
    case .demo: .demo
    }
  }
}

/// The response of one of the actions, as it travels back.
public enum ActionResponse: Codable, Sendable, Hashable {
  /// The response of ``IntakeAction``.
  case intake(IntakeAction.Response)
  /// The response of ``ImageAction``.
  case image(ImageAction.Response)
  /// The response of ``MICRAction``.
  case micr(MICRAction.Response)
  /// The response of ``DepositAction``.
  case deposit(DepositAction.Response)
  /// The response of ``NotifyAction``.
  case notify(NotifyAction.Response)
  /// The response of ``DemoAction``.
  case demo(DemoAction.Response)

  /// The action that gave the response.
  public var action: ActionName {
    switch self {
    case .intake: .intake
    case .image: .image
    case .micr: .micr
    case .deposit: .deposit
    case .notify: .notify
    case .demo: .demo
    }
  }
}

/// One warm instance of one of the actions.
public struct ActionInstance {
  private enum Kind {
    case intake(IntakeAction)
    case image(ImageAction)
    case micr(MICRAction)
    case deposit(DepositAction)
    case notify(NotifyAction)
    case demo(DemoAction)
  }

  private var kind: Kind

  /// The cold start of the named action.
  public init(_ name: ActionName, environment: ActionEnvironment) throws(ActionFailure) {
    kind =
      switch name {
      case .intake: .intake(try IntakeAction(environment: environment))
      case .image: .image(try ImageAction(environment: environment))
      case .micr: .micr(try MICRAction(environment: environment))
      case .deposit: .deposit(try DepositAction(environment: environment))
      case .notify: .notify(try NotifyAction(environment: environment))
      case .demo: .demo(try DemoAction(environment: environment))
      }
  }

  /// Runs the action once.
  ///
  /// - Precondition: the request is for this instance's action.
  public mutating func invoke(
    _ request: ActionRequest, log: inout ActivationLog
  ) throws(ActionFailure) -> ActionResponse {
    switch (kind, request) {
    case (.intake(var action), .intake(let request)):
      defer { kind = .intake(action) }
      return .intake(try action.invoke(request, log: &log))
    case (.image(var action), .image(let request)):
      defer { kind = .image(action) }
      return .image(try action.invoke(request, log: &log))
    case (.micr(var action), .micr(let request)):
      defer { kind = .micr(action) }
      return .micr(try action.invoke(request, log: &log))
    case (.deposit(var action), .deposit(let request)):
      defer { kind = .deposit(action) }
      return .deposit(try action.invoke(request, log: &log))
    case (.notify(var action), .notify(let request)):
      defer { kind = .notify(action) }
      return .notify(try action.invoke(request, log: &log))
    case (.demo(var action), .demo(let request)):
      defer { kind = .demo(action) }
      return .demo(try action.invoke(request, log: &log))
    default:
      preconditionFailure("a request for \(request.action) was sent to another action")
    }
  }
}
