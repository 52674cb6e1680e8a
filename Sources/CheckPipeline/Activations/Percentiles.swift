/// Percentiles of whole numbers by nearest rank: each is a value that is there.
public struct Percentiles: Sendable, Hashable, Codable {
  /// Half of the values are at most this.
  public var p50: Int
  /// 95 of 100 values are at most this.
  public var p95: Int
  /// 99 of 100 values are at most this.
  public var p99: Int

  /// The percentiles of values in any order, or `nil` when there are none.
  public init?(of values: [Int]) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    // The smallest value that this many of a hundred do not exceed, without a fraction's error.
    func value(_ percent: Int) -> Int { sorted[(sorted.count * percent + 99) / 100 - 1] }
    p50 = value(50)
    p95 = value(95)
    p99 = value(99)
  }
}
