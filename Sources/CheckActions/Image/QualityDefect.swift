import CheckImaging

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
