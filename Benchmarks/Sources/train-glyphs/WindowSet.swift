import BenchmarkOutput
import CheckRendering
@_spi(Training) import MICR

/// Windows of rendered lines, and what stands in each.
struct WindowSet {
  private(set) var windows: [Float] = []
  private(set) var labels: [Int] = []

  /// What a window is called in which no character ends.
  static let none = TrainingStrip.characters.count

  init(lines: Int, using random: inout SeededGenerator) throws {
    let others = OtherPrint(using: &random)
    for number in 0..<lines {
      try add(TrainingLine(using: &random), using: &random)
      if number.isMultiple(of: 2) { addNone(of: others.strip(using: &random), using: &random) }
    }
  }

  /// Adds what the reader would look at closely: the windows most like a character.
  private mutating func addNone(of strip: TrainingStrip, using random: inout SeededGenerator) {
    let likely = strip.places.filter { strip.likeness(column: $0, shift: 0) > Self.leastLikeness }
    for column in likely.shuffled(using: &random).prefix(14) {
      add(strip, column: column, shift: Int.random(in: -1...1, using: &random), label: Self.none)
    }
  }

  /// The reader passes over windows that are less like any character.
  private static let leastLikeness: Float = 0.42

  private mutating func add(_ line: TrainingLine, using random: inout SeededGenerator) {
    // Some lines are looked at with a geometry that is not theirs: nothing there is a character.
    let isStray = random.chance(0.12)
    let isWrongSize = isStray && random.chance(0.5)
    let factor = isWrongSize ? (random.chance(0.5) ? 0.62 : 1.55) : 1
    let offset = isStray && !isWrongSize ? (random.chance(0.5) ? -4.5 : 4.5) : 0
    let strip = TrainingStrip(
      line.image,
      middle: line.middle + (offset + 0.3 * random.normal()) * line.moduleHeight,
      slope: line.slope + 0.004 * random.normal(), bend: line.bend,
      moduleWidth: line.moduleWidth * (1 + 0.02 * random.normal()) * factor,
      moduleHeight: line.moduleHeight * (1 + 0.035 * random.normal()) * factor)
    var columns: [Int] = []
    for (character, x) in line.characters {
      let column = strip.column(ofRightEdge: x)
      columns.append(column)
      guard !isStray, let label = TrainingStrip.characters.firstIndex(of: character) else {
        continue
      }
      let step = [-1, 0, 0, 0, 1].randomElement(using: &random) ?? 0
      let shift = [-1, 0, 0, 0, 1].randomElement(using: &random) ?? 0
      add(strip, column: column + step, shift: shift, label: label)
    }
    for attempt in 0..<(isStray ? 12 : 24) {
      guard let column = strip.places.randomElement(using: &random) else { continue }
      // Two thirds of what the reader passes over by itself need no learning.
      if attempt % 3 > 0, strip.likeness(column: column, shift: 0) < Self.leastLikeness { continue }
      let isNear = columns.contains { abs($0 - column) < (isWrongSize ? 0 : 3) }
      guard !isNear || isStray else { continue }
      add(
        strip, column: column, shift: Int.random(in: -2...2, using: &random), label: Self.none)
    }
  }

  private mutating func add(_ strip: TrainingStrip, column: Int, shift: Int, label: Int) {
    guard strip.places.contains(column), let window = strip.window(column: column, shift: shift)
    else { return }
    windows += window
    labels.append(label)
  }

  /// How well a network tells these windows apart.
  func verdict(on network: NetworkTraining) -> String {
    let size = TrainingStrip.windowSize
    var wrong = 0
    var missed = 0
    var taken = 0
    for (index, label) in labels.enumerated() {
      let chances = network.forward(windows[index * size..<(index + 1) * size]).last ?? []
      let best = chances.indices.max { chances[$0] < chances[$1] } ?? Self.none
      if best == label { continue }
      if label == Self.none {
        taken += 1
      } else if best == Self.none {
        missed += 1
      } else {
        wrong += 1
      }
    }
    let characters = labels.count { $0 != Self.none }
    func share(_ count: Int, _ whole: Int) -> String {
      (100 * Double(count) / Double(max(whole, 1))).rounded(toDigits: 3) + "%"
    }
    return "confused \(share(wrong, characters)), missed \(share(missed, characters)), "
      + "taken for a character \(share(taken, labels.count - characters))"
  }
}
