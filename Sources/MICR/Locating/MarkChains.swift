/// Marks linked to the nearest one of their height on their right.
struct MarkChains {
  /// The chains of at least four marks, each from left to right.
  private(set) var chains: [[Mark]] = []

  /// How many marks further right are looked at for a neighbour.
  private static let reach = 400

  init(of unsorted: [Mark]) {
    let marks = unsorted.sorted { ($0.left, $0.middle) < ($1.left, $1.middle) }
    var next = [Int](repeating: -1, count: marks.count)
    var hasPrevious = [Bool](repeating: false, count: marks.count)
    for index in marks.indices {
      if let neighbour = Self.neighbour(of: index, in: marks) {
        next[index] = neighbour
      }
    }
    // Of several that lead to one mark, the nearest keeps it.
    var owner = [Int](repeating: -1, count: marks.count)
    for index in marks.indices where next[index] >= 0 { owner[next[index]] = index }
    for index in marks.indices where next[index] >= 0 {
      if owner[next[index]] == index { hasPrevious[next[index]] = true } else { next[index] = -1 }
    }
    for start in marks.indices where !hasPrevious[start] {
      var chain: [Mark] = []
      var index = start
      while index >= 0 {
        chain.append(marks[index])
        index = next[index]
      }
      if chain.count >= 4 { chains.append(chain) }
    }
  }

  private static func neighbour(of index: Int, in marks: [Mark]) -> Int? {
    let mark = marks[index]
    let last = min(index + reach, marks.count - 1)
    guard index < last else { return nil }
    for other in index + 1...last {
      let candidate = marks[other]
      let distance = candidate.right - mark.right
      if candidate.left - mark.right > 7 * mark.height { return nil }
      guard distance > 0.5 * mark.height,
        abs(candidate.height - mark.height) <= max(0.16 * mark.height, 1.5),
        // A skew of 15 degrees, and a height that is off by a pixel.
        abs(candidate.middle - mark.middle) <= 0.12 * mark.height + 1 + 0.27 * distance
      else { continue }
      return other
    }
    return nil
  }
}
