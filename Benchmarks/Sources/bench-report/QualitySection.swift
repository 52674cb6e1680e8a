import BenchmarkOutput
import CheckActions
import CheckImaging
import CheckRendering

/// The figures of quality of rendered checks under every condition, and of defects at rising
/// strength: what the standard limits are set by.
enum QualitySection {
  private static let checks: UInt64 = 120
  private static let firstSeed: UInt64 = 424_000_000
  private static let measures: [QualityMeasure] = [
    .skew, .brightness, .contrast, .focus, .noise, .specks, .streaks, .missingCorner, .emptyEdge,
  ]

  static func report() {
    conditions()
    defects()
  }

  private static func conditions() {
    say("\nFigures of quality: \(checks) checks a condition; 1%, median and 99%")
    var table = TextTable(["condition"] + measures.map(\.title) + ["review", "reject"])
    let rules = QualityRules()
    for condition in Condition.allCases where condition != .noLine {
      let all = (0..<checks).map { seed in
        QualityFigures(measuring: RenderedCheck(condition, seed: firstSeed + seed).image)
      }
      let reasons = all.map { figures in
        Set(rules.defects(of: figures, side: .front).map(\.reason))
      }
      table.add(
        [condition.rawValue] + measures.map { spread(all, $0) } + [
          share(reasons.count { $0.contains(.poorImage) }),
          share(reasons.count { $0.contains(.unusableImage) }),
        ])
    }
    table.print()
  }

  private static func share(_ count: Int) -> String {
    "\((100 * Double(count) / Double(checks)).rounded(toDigits: 2))%"
  }

  private static func spread(_ all: [QualityFigures], _ measure: QualityMeasure) -> String {
    let sorted = all.compactMap { $0[measure] }.sorted()
    guard !sorted.isEmpty else { return "" }
    return [0.01, 0.5, 0.99].map { share in
      measure.text(sorted[Int(share * Double(sorted.count - 1))])
    }.joined(separator: " ")
  }

  private static func defects() {
    say("\nDefects at rising strength: the figure of each, median of 20 clean scans")
    var table = TextTable(["defect", "figure", "none", "faint", "weak", "plain", "strong"])
    let rows: [(String, QualityMeasure, (Double) -> Degradations)] = [
      ("skew", .skew, { Degradations(skew: 12 * $0) }),
      ("darkness", .brightness, { Degradations(brightness: -200 * $0) }),
      ("low contrast", .contrast, { Degradations(contrast: 1 - 0.8 * $0) }),
      ("blur", .focus, { Degradations(blur: 6 * $0) }),
      ("noise", .noise, { Degradations(noise: 40 * $0) }),
      ("specks", .specks, { Degradations(specks: 0.04 * $0) }),
      (
        "streaks", .streaks,
        { Degradations(damage: Damage(streaks: Int((12 * $0).rounded()))) }
      ),
      ("missing corner", .missingCorner, { Degradations(damage: Damage(missingCorner: 0.5 * $0)) }),
      ("lost part", .emptyEdge, { Degradations(damage: Damage(lost: 0.8 * $0)) }),
    ]
    let scans = (0..<20).map { RenderedCheck(.cleanScan, seed: firstSeed + $0).image }
    for (name, measure, make) in rows {
      let cells = [0.0, 0.1, 0.25, 0.5, 1].map { strength -> String in
        let values = scans.enumerated().compactMap { number, scan -> Double? in
          var generator = SeededGenerator(seed: UInt64(number))
          let picture = make(strength).apply(to: scan, using: &generator)
          return QualityFigures(measuring: picture)[measure]
        }.sorted()
        return values.isEmpty ? "" : measure.text(values[values.count / 2])
      }
      table.add([name, measure.rawValue] + cells)
    }
    table.print()
  }
}
