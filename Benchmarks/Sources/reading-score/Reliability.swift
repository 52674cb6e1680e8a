import BenchmarkOutput
import Foundation
import ImageCodecs
import ReadingOverlay

/// How often a character is right, by the confidence that the reader had in it.
///
/// Only lines with as many characters as were printed count, since in others it is not known which
/// is which.
struct Reliability {
  private static let bounds = [0, 0.5, 0.9, 0.97, 0.99, 0.999, 1]

  private var counts = [(right: Int, all: Int, doubt: Double)](
    repeating: (0, 0, 0), count: bounds.count)

  init(_ trials: [Trial]) {
    for trial in trials {
      guard let line = trial.label.line, line.count == trial.reading.characters.count else {
        continue
      }
      for (read, printed) in zip(trial.reading.characters, line) {
        let bin = Self.bounds.lastIndex { read.confidence >= $0 } ?? 0
        counts[bin].all += 1
        counts[bin].doubt += 1 - read.confidence
        if read.character == String(printed) { counts[bin].right += 1 }
      }
    }
  }

  /// Draws the table as a picture.
  func draw(to file: String) throws {
    let bins = counts.map { count in
      ReliabilityChart.Bin(
        doubt: count.doubt / Double(max(count.all, 1)), count: count.all,
        wrong: count.all - count.right)
    }
    let chart = ReliabilityChart(title: "How often a character is wrong", bins: bins)
    try Data(PNGCodec.encode(chart.draw())).write(to: URL(filePath: file))
  }

  func print() {
    var table = TextTable(["confidence from", "characters", "right"])
    for (bound, count) in zip(Self.bounds, counts) where count.all > 0 {
      let share = (100 * Double(count.right) / Double(count.all)).rounded(toDigits: 4)
      table.add(["\(bound)", "\(count.all)", "\(share)%"])
    }
    table.print()
  }
}
