import CashLetter
import CheckActions
import CheckImaging

/// What a letter says of the quality of a side's picture; `nil` where it was not tested.
struct LetterAnalysis: Sendable, Hashable, Codable {
  /// Whether any limit is broken at all.
  var hasDefect: Bool
  /// Whether a limit is broken beyond which a picture is of no use.
  var isUnusable: Bool
  var isPartial: Bool?
  var isSkewed: Bool?
  var isLightOrDark: Bool?
  var hasStreaks: Bool?
  var isTooSmall: Bool?
  var isTooLarge: Bool?

  /// Judges the figures of a side by the limits that hold.
  init(_ figures: QualityFigures, side: CheckSide, rules: QualityRules) {
    let defects = rules.defects(of: figures, side: side)
    /// Whether one of the measures is beyond a limit, of those that have one for this side.
    func isBroken(_ measures: QualityMeasure..., below: Bool = true, above: Bool = true) -> Bool? {
      let tested = measures.filter { measure in
        guard figures[measure] != nil, let limits = rules.limits(of: measure, side: side) else {
          return false
        }
        return below && limits.lower != nil || above && limits.upper != nil
      }
      guard !tested.isEmpty else { return nil }
      return defects.contains { tested.contains($0.measure) && ($0.isBelow ? below : above) }
    }
    hasDefect = !defects.isEmpty
    isUnusable = defects.contains { $0.reason == .unusableImage }
    isPartial = isBroken(.emptyEdge, .missingCorner, .aspect)
    isSkewed = isBroken(.skew)
    isLightOrDark = isBroken(.brightness, .contrast, .inkShare)
    hasStreaks = isBroken(.streaks)
    isTooSmall = isBroken(.bytes, above: false)
    isTooLarge = isBroken(.bytes, below: false)
  }

  /// Record 54.
  ///
  /// - Parameter readsLine: Whether the line was read from this picture; `nil` where that was not
  ///   tried.
  func record(readsLine: Bool?) -> ImageViewAnalysis {
    func verdict(_ isDefect: Bool?) -> String { isDefect.map { $0 ? "1" : "2" } ?? "0" }
    var record = ImageViewAnalysis()
    record.quality = verdict(hasDefect)
    record.usability = verdict(isUnusable)
    record.ownTest = verdict(nil)
    record.partial = verdict(isPartial)
    record.skew = verdict(isSkewed)
    record.piggyback = verdict(nil)
    record.lightOrDark = verdict(isLightOrDark)
    record.streaks = verdict(hasStreaks)
    record.tooSmall = verdict(isTooSmall)
    record.tooLarge = verdict(isTooLarge)
    record.line = verdict(readsLine.map { !$0 })
    return record
  }
}
