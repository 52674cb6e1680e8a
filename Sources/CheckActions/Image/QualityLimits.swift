/// Two limits of a measure on each side: beyond one a person looks, beyond the other the check is
/// turned down.
public struct QualityLimits: Codable, Sendable, Hashable {
  /// Below this a person looks at the check; `nil` for no limit.
  public var reviewBelow: Double?
  /// Below this the check is turned down.
  public var rejectBelow: Double?
  /// Above this a person looks at the check.
  public var reviewAbove: Double?
  /// Above this the check is turned down.
  public var rejectAbove: Double?

  /// Makes limits; what is not given does not limit.
  public init(
    reviewBelow: Double? = nil, rejectBelow: Double? = nil, reviewAbove: Double? = nil,
    rejectAbove: Double? = nil
  ) {
    self.reviewBelow = reviewBelow
    self.rejectBelow = rejectBelow
    self.reviewAbove = reviewAbove
    self.rejectAbove = rejectAbove
  }

  // None is made where both ways of coding are written out.
  private enum CodingKeys: CodingKey {
    case reviewBelow, rejectBelow, reviewAbove, rejectAbove
  }

  /// Reads every limit, `null` for none: one that is not stated is refused, and does not vanish.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    reviewBelow = try container.decode(Double?.self, forKey: .reviewBelow)
    rejectBelow = try container.decode(Double?.self, forKey: .rejectBelow)
    reviewAbove = try container.decode(Double?.self, forKey: .reviewAbove)
    rejectAbove = try container.decode(Double?.self, forKey: .rejectAbove)
  }

  /// Writes every limit, `null` for one that is not set, so that a file shows what there is.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(reviewBelow, forKey: .reviewBelow)
    try container.encode(rejectBelow, forKey: .rejectBelow)
    try container.encode(reviewAbove, forKey: .reviewAbove)
    try container.encode(rejectAbove, forKey: .rejectAbove)
  }

  /// Below this it is not simply taken; `nil` where nothing is too little.
  public var lower: Double? { reviewBelow ?? rejectBelow }

  /// Above this it is not simply taken; `nil` where nothing is too much.
  public var upper: Double? { reviewAbove ?? rejectAbove }

  /// What is wrong with them, one sentence each; empty when they can be used.
  public var problems: [String] {
    let all = [reviewBelow, rejectBelow, reviewAbove, rejectAbove].compactMap { $0 }
    guard all.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      return ["a limit is less than 0, which no picture has"]
    }
    var problems: [String] = []
    if let reviewBelow, let rejectBelow, rejectBelow > reviewBelow {
      problems.append("rejectBelow is above reviewBelow: nobody would be asked to review")
    }
    if let reviewAbove, let rejectAbove, rejectAbove < reviewAbove {
      problems.append("rejectAbove is below reviewAbove: nobody would be asked to review")
    }
    if let lower, let upper, lower > upper {
      problems.append("every number is below one limit or above the other")
    }
    return problems
  }

  /// The limit that a number breaks, and the reason that follows; `nil` when it breaks none.
  func broken(by value: Double) -> (reason: Reason, limit: Double, isBelow: Bool)? {
    if let rejectBelow, value < rejectBelow { return (.unusableImage, rejectBelow, true) }
    if let rejectAbove, value > rejectAbove { return (.unusableImage, rejectAbove, false) }
    if let reviewBelow, value < reviewBelow { return (.poorImage, reviewBelow, true) }
    if let reviewAbove, value > reviewAbove { return (.poorImage, reviewAbove, false) }
    return nil
  }
}
