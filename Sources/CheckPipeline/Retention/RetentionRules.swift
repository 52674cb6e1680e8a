import Foundation

/// How long pictures are kept.
public struct RetentionRules: Sendable, Hashable, Codable {
  /// Days after the last change of a final check until its pictures are removed, 1 to 36,500.
  ///
  /// Nothing is removed by itself: `purge` does it.
  public var imageDays = 7 * 365

  /// Rules for a demonstration; how long a bank keeps them is a matter of its law and contracts.
  public init() {}

  /// What is wrong with them, one sentence each; empty when they can be used.
  public var problems: [String] {
    (1...36_500).contains(imageDays) ? [] : ["imageDays \(imageDays): give days, 1 to 36500"]
  }

  /// The latest moment of a last change after which pictures need not be kept any more.
  public func end(now: Date) -> Date { now - Double(imageDays) * 86_400 }

  /// Returns the words for a check whose images are removed before their time; `nil` for another.
  func passedOver(_ check: CheckRecord, _ now: Int64) -> String? {
    let isKept = check.changedAt.milliseconds >= now - Int64(imageDays) * 86_400_000
    return isKept ? " despite the policy's retention of \(imageDays) days" : nil
  }
}
