import Foundation

/// The time, as the pipeline sees it; given from outside so that tests can set it.
public struct PipelineClock: Sendable {
  /// The wall clock: for what people read, never for leases.
  public var now: @Sendable () -> Date
  /// Milliseconds since some moment of this boot; never goes back.
  public var monotonicMilliseconds: @Sendable () -> Int64
  /// Names this boot of the machine, since monotonic times of another boot mean nothing.
  public var bootID: String

  /// Makes a clock from its parts.
  public init(
    now: @escaping @Sendable () -> Date,
    monotonicMilliseconds: @escaping @Sendable () -> Int64,
    bootID: String
  ) {
    self.now = now
    self.monotonicMilliseconds = monotonicMilliseconds
    self.bootID = bootID
  }

  /// The machine's clocks.
  public static let system = PipelineClock(
    now: { Date() },
    monotonicMilliseconds: {
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    },
    bootID: (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines) ?? "unknown")

  var nowMilliseconds: Int64 { now().milliseconds }
}

extension Date {
  init(milliseconds: Int64) {
    self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
  }

  var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }
}
