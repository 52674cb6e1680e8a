import BenchmarkOutput

/// Which characters are misread, lost or made up, over lines that were read and not exactly.
struct Misses {
  /// How often one character was taken for another; `-` stands for none.
  private var counts: [String: Int] = [:]
  private let wrong: [Trial]

  /// Lines further from the truth than this, as a share, were not found at all: they say nothing
  /// of characters.
  private static let farthest = 0.34

  init(_ trials: [Trial]) {
    wrong = trials.filter(\.isSureButWrong)
    for trial in trials where !trial.isExact {
      guard let line = trial.label.line, !trial.line.isEmpty else { continue }
      let steps = Self.steps(from: Array(line), to: Array(trial.line))
      guard Double(steps.count) <= Self.farthest * Double(line.count) else { continue }
      for step in steps { counts[step, default: 0] += 1 }
    }
  }

  func print() {
    if !counts.isEmpty {
      let often = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(16)
      say("printed > read, - for none: " + often.map { "\($0) x\($1)" }.joined(separator: ", "))
    }
    for trial in wrong {
      say("sure but wrong: \(trial.label.name): \(trial.label.line ?? "-") > \(trial.line)")
    }
  }

  /// The fewest changes that make one line of the other.
  private static func steps(from truth: [Character], to read: [Character]) -> [String] {
    var costs = [Array(0...read.count)]
    for row in 1...truth.count {
      var next = [row]
      for column in 0..<read.count {
        let change = costs[row - 1][column] + (truth[row - 1] == read[column] ? 0 : 1)
        next.append(min(change, costs[row - 1][column + 1] + 1, next[column] + 1))
      }
      costs.append(next)
    }
    var (row, column) = (truth.count, read.count)
    var steps: [String] = []
    while row > 0 || column > 0 {
      let cost = costs[row][column]
      if row > 0, column > 0,
        cost == costs[row - 1][column - 1] + (truth[row - 1] == read[column - 1] ? 0 : 1)
      {
        if truth[row - 1] != read[column - 1] {
          steps.append("\(truth[row - 1])>\(read[column - 1])")
        }
        (row, column) = (row - 1, column - 1)
      } else if row > 0, cost == costs[row - 1][column] + 1 {
        steps.append("\(truth[row - 1])>-")
        row -= 1
      } else {
        steps.append("->\(read[column - 1])")
        column -= 1
      }
    }
    return steps
  }
}
