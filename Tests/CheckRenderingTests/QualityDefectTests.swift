import CheckImaging
import Testing

@testable import CheckRendering

/// Each figure of a picture's quality rises with its defect, and with no other.
@Suite struct QualityDefectTests {
  /// A defect at rising strength, and its measure.
  struct Defect: CustomTestStringConvertible, Sendable {
    var name: String
    var measure: QualityMeasure
    var steps: [Degradations]
    /// Measures that get worse with it for a good reason.
    var moves: Set<QualityMeasure> = []
    var testDescription: String { name }
  }

  static let defects: [Defect] = [
    Defect(
      name: "skew", measure: .skew, steps: [0, 1, 3, 6, 10].map { Degradations(skew: $0) },
      // A turned check needs a larger picture, and between pixels print gets softer.
      moves: [.aspect, .focus, .contrast]),
    Defect(
      name: "darkness", measure: .brightness,
      steps: [0, -40, -80, -120, -160].map { Degradations(brightness: $0) },
      // Where black is reached, nothing gets darker any more.
      moves: [.contrast]),
    Defect(
      name: "low contrast", measure: .contrast,
      steps: [1, 0.8, 0.6, 0.4, 0.25].map { Degradations(contrast: $0) }, moves: [.brightness]),
    Defect(
      name: "blur", measure: .focus,
      steps: [0, 1, 2, 3, 5].map { Degradations(blur: $0) },
      // Thin strokes pale.
      moves: [.contrast]),
    Defect(
      name: "noise", measure: .noise, steps: [0, 5, 10, 20, 30].map { Degradations(noise: $0) }),
    Defect(
      name: "specks", measure: .specks,
      steps: [0, 0.001, 0.004, 0.01, 0.03].map { Degradations(specks: $0) }),
    Defect(
      name: "streaks", measure: .streaks,
      steps: [0, 1, 3, 6, 10].map { Degradations(damage: Damage(streaks: $0)) }),
    Defect(
      name: "deeper streaks", measure: .streaks,
      steps: [0, 20, 50, 90, 160].map {
        Degradations(damage: Damage(streaks: 4, streakDepth: $0))
      }),
    Defect(
      name: "a missing corner", measure: .missingCorner,
      steps: [0, 0.08, 0.15, 0.25, 0.4].map {
        Degradations(damage: Damage(missingCorner: $0, cornerRatio: 1.2))
      }),
    Defect(
      name: "a lost part", measure: .emptyEdge,
      steps: [0, 0.2, 0.35, 0.5, 0.7].map { Degradations(damage: Damage(lost: $0)) },
      moves: [.brightness, .focus, .contrast]),
    Defect(
      name: "few pixels", measure: .longSide,
      steps: [1, 0.7, 0.5, 0.35, 0.2].map { Degradations(scale: $0) },
      // A stroke that is thinner than a pixel is grey, and small print looks like specks.
      moves: [.contrast, .focus, .noise, .specks]),
    Defect(
      name: "a wrong shape", measure: .aspect,
      steps: [1, 1.2, 1.4, 1.7, 2].map { Degradations(stretch: $0) }, moves: [.focus, .longSide]),
  ]

  private static let checks: [GrayImage] = [
    CheckRenderer.renderGray(RenderingTests.design(kind: .personal)),
    CheckRenderer.renderGray(RenderingTests.design(kind: .business)),
  ]

  private func figures(_ degradations: Degradations, of check: GrayImage) -> QualityFigures {
    var generator = SeededGenerator(seed: 5)
    // A scanner's own grain, since nothing real is without.
    var degraded = degradations
    degraded.noise = max(degraded.noise, 2)
    return QualityFigures(measuring: degraded.apply(to: check, using: &generator))
  }

  /// How bad a picture is by a measure: the number, or its negative where little is bad.
  private func badness(_ measure: QualityMeasure, _ figures: QualityFigures) -> Double? {
    figures[measure].map { Self.badWhereLow.contains(measure) ? -$0 : $0 }
  }

  @Test(arguments: defects, 0..<2)
  func getsWorseWithItsDefectAndWithNoOther(_ defect: Defect, check: Int) throws {
    let series = defect.steps.map { figures($0, of: Self.checks[check]) }
    let own = try series.map { try #require(badness(defect.measure, $0)) }
    for (before, after) in zip(own, own.dropFirst()) { #expect(after > before, "\(own)") }
    for (measure, tolerance) in Self.tolerances
    where measure != defect.measure && !defect.moves.contains(measure) {
      let others = series.compactMap { badness(measure, $0) }
      let worse = (others.max() ?? 0) - (others.first ?? 0)
      #expect(worse <= tolerance, "\(defect.name) moves \(measure.rawValue): \(others)")
    }
  }

  static let badWhereLow: Set<QualityMeasure> = [.longSide, .brightness, .contrast, .focus]

  /// How far a measure may wander under a defect that is not its own: less than what its limits
  /// leave between good pictures and poor ones.
  static let tolerances: [QualityMeasure: Double] = [
    .longSide: 0, .aspect: 0.05, .skew: 0.3, .brightness: 12, .contrast: 25, .focus: 0.1,
    .noise: 2, .specks: 4, .streaks: 0.12, .missingCorner: 0.03, .emptyEdge: 0.08,
  ]
}
