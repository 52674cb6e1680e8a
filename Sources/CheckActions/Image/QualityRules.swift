import CheckImaging

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

  /// The limits of a measure on a side; `nil` where that is not judged by it.
  public func limits(of measure: QualityMeasure, side: CheckSide) -> QualityLimits? {
    side == .front || Self.ofRear.contains(measure) ? limits[measure] : nil
  }

  /// What is wrong with a side, by the measures' order.
  public func defects(of figures: QualityFigures, side: CheckSide) -> [QualityDefect] {
    QualityMeasure.allCases.compactMap { measure in
      guard let value = figures[measure],
        let broken = limits(of: measure, side: side)?.broken(by: value)
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
  /// Reads the limits of the measures that are there.
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
