import CheckImaging

/// Finds rows of marks of one height and an even pitch: lines that may be E-13B.
struct LineLocator: Sendable {
  /// The heights of characters that are looked for, in pixels.
  static let characterHeights = 6...110

  /// No more marks than this are considered, so that a picture of noise takes no longer than print.
  static let mostMarks = 6000

  /// The lines that the patches of ink of a picture may be, the likeliest first.
  func candidates(in patches: [ConnectedComponent], atMost limit: Int) -> [LineCandidate] {
    let marks = Self.marks(of: patches)
    var chains = MarkChains(of: marks).chains.compactMap { LineCandidate(marks: $0) }
    chains.sort { $0.score > $1.score }
    chains = merged(Array(chains.prefix(60)))
    chains.sort { $0.score > $1.score }
    return Array(chains.prefix(limit))
  }

  /// The patches that could be a character or the larger part of one.
  private static func marks(of components: [ConnectedComponent]) -> [Mark] {
    var marks: [Mark] = []
    for component in components {
      let height = component.height
      guard characterHeights.contains(height) else { continue }
      let width = component.width
      // From a 1, or a bar of a symbol, to an 8 in a picture stretched by a half.
      guard width * 5 >= height, width * 5 <= height * 6, component.area * 8 > width * height
      else { continue }
      marks.append(Mark(component))
      if marks.count == mostMarks { break }
    }
    return marks
  }

  /// Joins pieces of one line that a wide gap had separated.
  private func merged(_ candidates: [LineCandidate]) -> [LineCandidate] {
    var result: [LineCandidate] = []
    for candidate in candidates {
      if let index = result.firstIndex(where: { $0.continues(candidate) }),
        let joined = LineCandidate(marks: result[index].marks + candidate.marks)
      {
        result[index] = joined
      } else {
        result.append(candidate)
      }
    }
    return result
  }
}

/// A patch of ink about the size of a character.
struct Mark: Sendable, Hashable {
  var left: Double
  var right: Double
  var middle: Double
  var height: Double

  init(_ component: ConnectedComponent) {
    left = Double(component.minX)
    right = Double(component.maxX) + 1
    middle = Double(component.minY + component.maxY + 1) / 2
    height = Double(component.height)
  }

  func scaled(by factor: Double) -> Mark {
    var scaled = self
    scaled.left *= factor
    scaled.right *= factor
    scaled.middle *= factor
    scaled.height *= factor
    return scaled
  }
}
