/// The limits and verdicts under which deposits are taken.
public struct DepositRules: Codable, Sendable, Hashable {
  /// The largest amount that one check may have without review.
  public var itemLimit: Cents
  /// The largest sum that an account may be credited within one day (UTC) without review.
  public var dayLimit: Cents
  /// How long a check without serial number is compared with others of its payor account, in days.
  public var similarWithinDays: Int
  /// What each reason leads to; ``Verdict/review`` where nothing is said.
  public var verdicts: [Reason: Verdict]

  /// The verdicts that hold unless set otherwise.
  public static let standardVerdicts: [Reason: Verdict] = [
    .notAnImage: .reject, .truncated: .reject, .tooLarge: .reject, .blank: .reject,
    .poorImage: .review, .unusableImage: .reject, .missingRear: .accept,
    .noMICRLine: .review, .unsureCharacters: .review, .incompleteLine: .review,
    .unknownFormat: .review,
    .routingCheckDigit: .review, .routingUnknown: .review, .foreignLayout: .review,
    .amountDiffers: .review, .accountUnknown: .accept,
    .overItemLimit: .review, .overDayLimit: .review,
    .sameBytes: .reject, .duplicate: .reject,
    .sameIdentity: .review, .sameAmountNoSerial: .review,
  ]

  /// Makes rules; the defaults suit a demonstration, and a bank sets its own.
  public init(
    itemLimit: Cents = Cents(1_000_000), dayLimit: Cents = Cents(2_500_000),
    similarWithinDays: Int = 30, verdicts: [Reason: Verdict] = Self.standardVerdicts
  ) {
    self.itemLimit = itemLimit
    self.dayLimit = dayLimit
    self.similarWithinDays = similarWithinDays
    self.verdicts = verdicts
  }

  /// The same without what findings of these reasons do not need: the verdicts of others, and
  /// ``Verdict/review``, which holds where there is none.
  func narrowed(to reasons: Set<Reason>) -> DepositRules {
    var rules = self
    rules.verdicts = verdicts.filter { reasons.contains($0.key) && $0.value != .review }
    return rules
  }

  /// The hardest verdict of the findings; ``Verdict/accept`` when there are none.
  public func verdict(of findings: [Finding]) -> Verdict {
    findings.map { verdicts[$0.reason] ?? .review }.max() ?? .accept
  }
}
