extension Doubt: CustomStringConvertible {
  /// One sentence for a person.
  public var description: String {
    switch self {
    case .noLine: "There is no line of E-13B characters on the image."
    case .fewCharacters(let count): "Only \(count) characters of a line were found."
    case .characters(let found, let count): Self.sentence(found, of: count)
    case .manySlightDoubts: "Several characters are a little uncertain, which is much for one line."
    case .tooClose(let positions): Self.sentence(tooClose: positions)
    case .gapInRoutingNumber: "There is a gap in the routing number; a digit of it may be missing."
    case .gapInNumber:
      "There is a gap in a serial number or at the end of a number; a digit may be missing."
    case .strayCharacter: "There may be one more character, apart from the others."
    case .repeatedCharacter:
      "A part of the line is one character again and again; it may be a border."
    case .gapBetweenParts: "Between two parts of the line there is room for more of it."
    case .mark(.inside): "There is print, a stroke or a mark inside the line that is no character."
    case .mark(let side):
      "There is print, a stroke or a mark \(side.rawValue) of the line that is no character."
    case .unknownSymbols:
      "The symbols do not stand as in any layout; one may be missing, or too many."
    case .cutOff: "The line reaches the edge of the image; a part of it may be cut off."
    case .stated(let sentence): sentence
    }
  }

  /// More characters than this are told by their places alone.
  private static let mostNamed = 3

  private static func sentence(_ found: [DoubtfulCharacter], of count: Int) -> String {
    let positions = found.map(\.position)
    let named = found.compactMap { found in
      found.read.flatMap { read in found.rival.map { "\(found.position) (\(read) or \($0))" } }
    }
    if found.count <= mostNamed, named.count == found.count, let last = named.last {
      let others = named.dropLast().joined(separator: ", ")
      return others.isEmpty
        ? "Character \(last) is doubtful." : "Characters \(others) and \(last) are doubtful."
    }
    if let position = positions.first, positions.count == 1 {
      return "Character \(position) is doubtful."
    }
    return "\(found.count) of \(count) characters are doubtful: \(ranges(of: positions))."
  }

  private static func sentence(tooClose positions: [Int]) -> String {
    guard let position = positions.first, positions.count == 1 else {
      return "\(positions.count) characters stand too close to the one before: "
        + "\(ranges(of: positions))."
    }
    return "Characters \(position - 1) and \(position) stand too close to be two."
  }

  /// Positions in order, such as `2, 4, 6-8`.
  private static func ranges(of positions: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for position in positions {
      if let last = runs.last, last.upperBound + 1 == position {
        runs[runs.count - 1] = last.lowerBound...position
      } else {
        runs.append(position...position)
      }
    }
    return runs.map { run in
      run.count == 1 ? "\(run.lowerBound)" : "\(run.lowerBound)-\(run.upperBound)"
    }.joined(separator: ", ")
  }
}
