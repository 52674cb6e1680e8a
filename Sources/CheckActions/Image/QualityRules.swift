import CheckImaging

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

  /// Writes every limit, `null` for one that is not set, so that a file shows what there is.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(reviewBelow, forKey: .reviewBelow)
    try container.encode(rejectBelow, forKey: .rejectBelow)
    try container.encode(reviewAbove, forKey: .reviewAbove)
    try container.encode(rejectAbove, forKey: .rejectAbove)
  }

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
    let (low, high) = (reviewBelow ?? rejectBelow, reviewAbove ?? rejectAbove)
    if let low, let high, low > high {
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

/// How good pictures have to be: limits for each measure.
///
/// The standard ones are this project's own, found on rendered checks and on defects of rising
/// strength: published ones are few.
public struct QualityRules: Sendable, Hashable {
  /// The limits of each measure.
  public var limits: [QualityMeasure: QualityLimits]

  /// Makes rules; the standard ones where none are given.
  public init(limits: [QualityMeasure: QualityLimits] = Self.standard) { self.limits = limits }

  /// The limits that hold unless set otherwise.
  public static let standard: [QualityMeasure: QualityLimits] = [
    .longSide: QualityLimits(reviewBelow: 450, rejectBelow: 200),
    .aspect: QualityLimits(reviewBelow: 1.2, reviewAbove: 3),
    .skew: QualityLimits(reviewAbove: 10),
    .brightness: QualityLimits(reviewBelow: 40),
    .contrast: QualityLimits(reviewBelow: 60, rejectBelow: 30),
    .inkShare: QualityLimits(reviewBelow: 0.011, rejectBelow: 0.003),
    .focus: QualityLimits(reviewBelow: 0.11, rejectBelow: 0.03),
    .noise: QualityLimits(reviewAbove: 15),
    .specks: QualityLimits(reviewAbove: 40),
    .streaks: QualityLimits(reviewAbove: 0.25, rejectAbove: 8),
    .missingCorner: QualityLimits(reviewAbove: 0.15),
    .emptyEdge: QualityLimits(reviewAbove: 0.4),
    .bytes: QualityLimits(reviewBelow: 400, reviewAbove: 200_000),
    .mismatch: QualityLimits(reviewAbove: 0.25),
  ]

  /// The measures that a rear side is judged by: with nothing but an endorsement on it, it tells of
  /// neither ink nor focus, and most of it is empty.
  public static let ofRear: Set<QualityMeasure> = [
    .longSide, .aspect, .brightness, .noise, .specks, .streaks, .missingCorner, .mismatch,
  ]

  /// What is wrong with a side, by the measures' order.
  public func defects(of figures: QualityFigures, side: CheckSide) -> [QualityDefect] {
    QualityMeasure.allCases.compactMap { measure in
      guard side == .front || Self.ofRear.contains(measure), let value = figures[measure],
        let broken = limits[measure]?.broken(by: value)
      else { return nil }
      return QualityDefect(
        side: side, measure: measure, value: value, limit: broken.limit,
        isBelow: broken.isBelow, reason: broken.reason)
    }
  }

  /// What is wrong with both sides, as reasons with what was seen.
  public func findings(front: QualityFigures?, rear: QualityFigures?) -> [Finding] {
    let sides = [(front, CheckSide.front), (rear, .back)]
    return sides.flatMap { figures, side in
      figures.map { defects(of: $0, side: side) } ?? []
    }.map { Finding($0.reason, $0.description) }
  }
}

extension QualityRules: Codable {
  /// Reads the limits of each measure; all have to be there.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    limits = try container.decode([QualityMeasure: QualityLimits].self)
  }

  /// Writes the limits of each measure.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(limits)
  }
}

/// A number of a picture's quality that is beyond a limit.
public struct QualityDefect: Sendable, Hashable, CustomStringConvertible {
  /// The side of the check.
  public var side: CheckSide
  /// What was measured.
  public var measure: QualityMeasure
  /// The number.
  public var value: Double
  /// The limit that it is beyond.
  public var limit: Double
  /// Whether it is below the limit, or above it.
  public var isBelow: Bool
  /// The reason that follows.
  public var reason: Reason

  /// What is wrong in words, with the number and its limit, and what to do.
  public var description: String {
    "\(side == .front ? "Front" : "Rear side"): \(words), \(measure.title) \(measure.text(value)), "
      + "\(isBelow ? "below" : "above") \(measure.text(limit)) \(measure.unit)."
  }

  private var words: String {
    switch measure {
    case .longSide: isBelow ? "it has too few pixels" : "it has more pixels than a check needs"
    case .aspect:
      isBelow
        ? "it is too tall for a check, or part of it is cut off" : "it is too wide for a check"
    case .skew: "it lies askew"
    case .brightness: isBelow ? "it is too dark" : "it is too light"
    case .contrast:
      isBelow ? "print and paper hardly differ" : "print and paper differ more than they may"
    case .inkShare: isBelow ? "there is hardly any ink, or it is too light" : "most of it is black"
    case .focus: "it is out of focus"
    case .noise: "it is grainy"
    case .specks: "it is full of specks"
    case .streaks: "streaks run across it"
    case .missingCorner: "a corner is folded or torn off"
    case .emptyEdge: "a large part of it is empty"
    case .bytes: isBelow ? "the bank's picture shows too little" : "the bank's picture is too large"
    case .mismatch: "it has another size than the front"
    }
  }
}

extension QualityLimits {
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
}
