import CheckActions

/// What a host tells a container.
enum HostMessage: Codable, Sendable {
  /// The first message: what the container is.
  case start(ContainerOrder)
  /// One invocation.
  case invoke(ActionRequest)
}

/// What a container tells its host.
enum ContainerMessage: Codable, Sendable {
  /// The action has started, so protected.
  case ready(Protections)
  /// An invocation ended well.
  case done(ActionResponse, ActivationLog)
  /// An invocation, or the start, failed.
  case failed(ActionFailure, ActivationLog)
}

/// What a container is to be.
struct ContainerOrder: Codable, Sendable {
  /// The action that it runs.
  var action: ActionName
  /// What its host gives it.
  var environment: ActionEnvironment
  /// The folders that it may read, beside its scratch folder.
  var readableFolders: [String]
  /// What it may use.
  var limits: ContainerLimits
  /// The process of the host, which it does not outlive.
  var host: Int32
}
