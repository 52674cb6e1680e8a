import CheckActions

/// What many activations of one action come to.
public struct ActivationSummary: Sendable, Hashable {
  /// The action.
  public var action: ActionName
  /// How many activations there are; at least 1.
  public var count: Int
  /// How many of them were cold starts.
  public var coldCount: Int
  /// How many of them failed.
  public var failureCount: Int
  /// The time from the message's arrival to the start, in microseconds.
  public var waitMicroseconds: Percentiles
  /// The time of the cold starts, in microseconds; `nil` when all were warm.
  public var initMicroseconds: Percentiles?
  /// The time of the invocation alone, in microseconds.
  public var runMicroseconds: Percentiles

  /// The share of cold starts, from 0 to 1.
  public var coldShare: Double { Double(coldCount) / Double(count) }
}

/// The times of one action's activations while they are gathered.
struct ActivationTally {
  private var failureCount = 0
  private var waits: [Int] = []
  private var inits: [Int] = []
  private var runs: [Int] = []

  mutating func add(
    isCold: Bool, isFailure: Bool, waitMicroseconds: Int, initMicroseconds: Int,
    runMicroseconds: Int
  ) {
    waits.append(waitMicroseconds)
    runs.append(runMicroseconds)
    // A warm start has no time of its own, and its 0 would hide what the cold ones cost.
    if isCold { inits.append(initMicroseconds) }
    if isFailure { failureCount += 1 }
  }

  /// The summary, or `nil` when nothing was added.
  func summary(of action: ActionName) -> ActivationSummary? {
    guard let wait = Percentiles(of: waits), let run = Percentiles(of: runs) else { return nil }
    return ActivationSummary(
      action: action, count: runs.count, coldCount: inits.count, failureCount: failureCount,
      waitMicroseconds: wait, initMicroseconds: Percentiles(of: inits), runMicroseconds: run)
  }
}
