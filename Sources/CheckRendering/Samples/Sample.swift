/// One deposit of the sample set: a picture, what is stated with it, and what it must give.
public struct Sample: Sendable, Hashable {
  /// What a deposit of the sample ends as.
  public enum Outcome: String, Sendable, Hashable {
    /// The depositor is credited.
    case deposited
    /// A person has to decide.
    case review
    /// It is not taken.
    case rejected
  }

  /// The file name of the front.
  public var file: String
  /// The front's bytes.
  public var front: [UInt8]
  /// The file name of the rear side.
  public var backFile: String?
  /// The rear side's bytes.
  public var back: [UInt8]?
  /// The account that is stated.
  public var account: String
  /// The amount that is stated, in cents.
  public var amountInCents: Int
  /// What it must end as.
  public var outcome: Outcome
  /// The code of the reason that it must end with; `nil` where there is none.
  public var reason: String?
  /// What the sample shows, in a few words.
  public var shows: String
  /// The sample that is the same check; one of the two is deposited, the other is rejected.
  public var twin: String?
}

extension Sample {
  /// The amount in dollars and cents, without a currency sign.
  public var amountText: String {
    let cents = amountInCents % 100
    return "\(amountInCents / 100).\(cents < 10 ? "0" : "")\(cents)"
  }
}
