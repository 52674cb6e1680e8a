/// When a message comes back after a fault of the moment, and when it is given up.
public struct RetryPolicy: Sendable, Hashable {
  /// How often a message is tried before it is failed.
  public var attempts: Int
  /// The mean wait after the first attempt, in milliseconds.
  public var firstDelayMilliseconds: Int64
  /// How much longer each wait is than the one before.
  public var factor: Int64
  /// The longest mean wait, in milliseconds.
  public var longestDelayMilliseconds: Int64

  /// Makes a policy; the defaults try six times within about a minute and a half.
  public init(
    attempts: Int = 6, firstDelayMilliseconds: Int64 = 250, factor: Int64 = 4,
    longestDelayMilliseconds: Int64 = 300_000
  ) {
    self.attempts = attempts
    self.firstDelayMilliseconds = firstDelayMilliseconds
    self.factor = factor
    self.longestDelayMilliseconds = longestDelayMilliseconds
  }

  /// The wait after the given attempt (from 1), in milliseconds: its mean, give or take a half at
  /// random, so that messages that failed together do not come back together.
  public func delay(
    afterAttempt attempt: Int, using generator: inout some RandomNumberGenerator
  ) -> Int64 {
    var mean = firstDelayMilliseconds
    for _ in 1..<max(2, attempt) where attempt > 1 && mean < longestDelayMilliseconds {
      mean *= factor
    }
    mean = min(mean, longestDelayMilliseconds)
    return Int64.random(in: (mean / 2)...(mean + mean / 2), using: &generator)
  }
}
