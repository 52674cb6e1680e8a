/// What items add up to: in a bundle, a cash letter or a file.
public struct LetterTotals: Sendable, Hashable {
  /// How many items there are.
  public var items = 0
  /// Their sum, in cents.
  public var amountCents = 0
  /// The sum of those whose line was read well, in cents.
  public var validAmountCents = 0
  /// How many image views they have.
  public var images = 0

  /// Nothing.
  public init() {}

  /// Adds what others add up to.
  ///
  /// Sums that no file can state stay at the largest number there is.
  public static func += (left: inout LetterTotals, right: LetterTotals) {
    left.items = left.items.addingClamped(right.items)
    left.amountCents = left.amountCents.addingClamped(right.amountCents)
    left.validAmountCents = left.validAmountCents.addingClamped(right.validAmountCents)
    left.images = left.images.addingClamped(right.images)
  }
}

extension LetterTotals {
  /// What a check adds, but for its images.
  init(_ detail: CheckDetail) {
    items = 1
    amountCents = detail.amountCents ?? 0
    validAmountCents = detail.micrValid == "1" ? amountCents : 0
  }

  /// What a returned item adds, but for its images.
  init(_ detail: ReturnDetail) {
    items = 1
    amountCents = detail.amountCents ?? 0
  }
}

extension Int {
  fileprivate func addingClamped(_ other: Int) -> Int {
    let (sum, isOver) = addingReportingOverflow(other)
    return isOver ? .max : sum
  }
}
