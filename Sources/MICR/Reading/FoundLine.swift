import CheckImaging

/// A line of a picture, in one part or in several with base lines of their own: an encoded amount
/// is printed later than the rest, by another machine, and often a little higher or smaller.
struct FoundLine {
  /// The parts in the order of reading.
  let parts: [LineReading]

  /// The formats that the line is taken apart by.
  var formats: LineFormats { parts.first?.formats ?? .standard }

  init(_ unsorted: [LineReading]) {
    var parts = unsorted.sorted { $0.start < $1.start }
    let scores = parts.flatMap(\.characters).map(\.score).sorted()
    if !scores.isEmpty {
      for index in parts.indices {
        parts[index].judge(besideTypicalScore: scores[scores.count / 2])
      }
    }
    self.parts = parts
  }

  /// Whether the line can be called sure.
  var isSettled: Bool { LineDoubts(self).isEmpty }

  /// Whether it has not all that another one has.
  func hasLost(from other: FoundLine) -> Bool {
    characters.count < other.characters.count
      && total < other.total - LineReading.worthOfADoubtfulOne
  }

  var total: Float { parts.reduce(0) { $0 + $1.total } }

  var characters: [DecodedCharacter] { parts.flatMap(\.characters) }

  var text: String {
    MICRLine(zip(characters, distances).map { ($0.character, $1) }).text
  }

  /// The columns of the picture left and right of the line, where there is room for a character.
  func columnsBeside(in image: GrayImage) -> [ClosedRange<Double>] {
    guard let first = parts.first, let last = parts.last else { return [] }
    let ends = [first.along(first.start), last.along(last.end)].sorted()
    let width = Double(image.width)
    let least = 4 * first.geometry.moduleWidth(at: first.geometry.origin)
    var sides: [ClosedRange<Double>] = []
    if ends[0] > least { sides.append(0...ends[0]) }
    if width - ends[1] > least { sides.append(ends[1]...width) }
    return sides
  }

  /// Whether the first or the last character touches the edge of the picture.
  var isAtEdge: Bool {
    guard let first = parts.first, let last = parts.last else { return false }
    return first.roomBefore < 2 || last.roomAfter < 2
  }

  /// Whether a number or a field may have been cut off at an end: there is no room for one more.
  func endsAtEdge(_ ends: OpenEnds) -> Bool {
    guard let first = parts.first, let last = parts.last, let found = last.characters.last else {
      return false
    }
    // A serial number, or the symbol of an amount, stands an empty place from what it follows, as
    // does the symbol of a field left of the routing number.
    let before = ends.left ? 2.0 : 0
    let after = ends.right ? 2.5 : found.character == .amount ? 0 : 2
    return !ends.closed.left && first.roomBefore < before * E13BGlyph.pitchInModules
      || !ends.closed.right && last.roomAfter < after * E13BGlyph.pitchInModules
  }

  /// Whether there is room for a character between two parts, and neither of them looked there: the
  /// strip of a part that bends may miss what stands beside the part.
  var hasUnseenGap: Bool {
    zip(parts, parts.dropFirst()).contains { left, right in
      let (start, end) = (left.along(left.end), right.along(right.start))
      let (from, to) = (left.geometry.center(at: start).y, right.geometry.center(at: end).y)
      let pitch = E13BGlyph.pitchInModules * left.geometry.moduleWidth(at: start)
      guard right.start - left.end > Self.room * pitch else { return false }
      return !Self.looks.allSatisfy { share in
        let x = start + share * (end - start)
        let y = from + share * (to - from)
        return [left, right].contains { part in
          part.seen.contains(part.along(x))
            && abs(part.geometry.center(at: x).y - y)
              < Self.reach * left.geometry.moduleHeight(at: start)
        }
      }
    }
  }

  /// Where in a gap is looked.
  private static let looks = [0.2, 0.4, 0.6, 0.8]
  /// One character is missing where the ink of its neighbours is so far apart, in pitches.
  private static let room = 1.25
  /// How far from the middle of a strip ink is surely seen, in modules: a character may stand two
  /// above or below it, and what reaches the edge of the strip may be no print.
  private static let reach = 2.5

  /// Whether a part may have more characters, where no other part has any and no closed end of the
  /// line lies before them.
  func hasOverlooked(outside closed: ClosedEnds) -> Bool {
    guard let start = parts.first?.start, let end = parts.last?.end else { return false }
    return parts.contains { part in
      part.overlooked.contains { found in
        let (left, right) = part.ends(of: found)
        if closed.left && right <= start || closed.right && left >= end { return false }
        return !parts.contains { left < $0.end && right > $0.start && $0.start != part.start }
      }
    }
  }

  /// The distances of right edges from the one before, in pitches; 0 for the first.
  var distances: [Float] {
    var result: [Float] = []
    var end: Double?
    for part in parts where !part.characters.isEmpty {
      result += part.distances
      if let end { result[result.count - part.characters.count] = part.pitches(from: end) }
      end = part.end
    }
    return result
  }
}

extension LineReading {
  /// A place of the picture on an axis in the direction of reading, in pixels, and the other way
  /// round.
  func along(_ x: Double) -> Double { geometry.isUpsideDown ? -x : x }

  /// What was looked at, in pixels in the direction of reading.
  var seen: ClosedRange<Double> {
    let ends = [strip.pictureX.first, strip.pictureX.last].map { along($0 ?? geometry.origin) }
    return min(ends[0], ends[1])...max(ends[0], ends[1])
  }

  /// Where the left edge of the first character is, in pixels in the direction of reading.
  var start: Double {
    characters.first.map { ends(of: $0).left } ?? along(geometry.origin)
  }

  /// Where the right edge of the last character is, in pixels in the direction of reading.
  var end: Double {
    characters.last.map { ends(of: $0).right } ?? along(geometry.origin)
  }

  /// Where a character begins and ends, in pixels in the direction of reading.
  func ends(of found: DecodedCharacter) -> (left: Double, right: Double) {
    let first = max(found.column - E13BGlyph(found.character).width + 1, 0)
    return (along(strip.pictureX[first]), along(strip.pictureX[found.column]))
  }

  /// The distance of the first right edge from a place in the direction of reading, in pitches.
  func pitches(from place: Double) -> Float {
    guard let first = characters.first else { return 0 }
    let distance = along(strip.pictureX[first.column]) - place
    return Float(distance / (geometry.moduleWidth(at: geometry.origin) * E13BGlyph.pitchInModules))
  }

  /// The columns of the strip between two places in the direction of reading, and two more on each
  /// side.
  func columns(from start: Double, to end: Double) -> Range<Int> {
    let first = strip.pictureX.firstIndex { along($0) >= start } ?? strip.columns
    let last = strip.pictureX.lastIndex { along($0) <= end } ?? -1
    guard first <= last else { return 0..<0 }
    return max(first - 2, 0)..<min(last + 3, strip.columns)
  }

  /// The paper before the first character, in modules.
  var roomBefore: Double {
    (start - min(along(0), along(Double(strip.pictureWidth))))
      / geometry.moduleWidth(at: geometry.origin)
  }

  /// The paper after the last character, in modules.
  var roomAfter: Double {
    (max(along(0), along(Double(strip.pictureWidth))) - end)
      / geometry.moduleWidth(at: geometry.origin)
  }

  /// Whether two readings have no place in common.
  func isBeside(_ other: LineReading) -> Bool {
    let gap = geometry.moduleWidth(at: geometry.origin)
    return start > other.end - gap || end < other.start + gap
  }

  /// Where the line may go on: the geometries of a candidate's marks on each side of what was read,
  /// and the columns of the picture there.
  func rest(
    of candidate: LineCandidate, in image: GrayImage
  ) -> [(LineGeometry, ClosedRange<Double>)] {
    FoundLine([self]).columnsBeside(in: image).compactMap { columns in
      let marks = candidate.marks.filter {
        $0.left > columns.lowerBound && $0.right < columns.upperBound
      }
      guard var other = LineCandidate(marks: marks)?.geometry, mayContinue(at: other) else {
        return nil
      }
      other.isUpsideDown = geometry.isUpsideDown
      return (other, columns)
    }
  }

  /// Whether the line may go on where another one is: beside it, in about the same size and pitch.
  func mayContinue(at other: LineGeometry) -> Bool {
    let here = geometry.moduleHeight(at: geometry.origin)
    let there = other.moduleHeight(at: other.origin)
    let distance = abs(other.origin - geometry.origin)
    let center = geometry.center(at: other.origin)
    let pitch = geometry.moduleWidth(at: geometry.origin)
    guard (0.6...1.6).contains(there / here),
      (0.8...1.25).contains(other.moduleWidth(at: other.origin) / pitch),
      abs(center.y - other.center(at: other.origin).y) < 13 * here + 0.03 * distance
    else { return false }
    let ends = [along(other.fitted.lowerBound), along(other.fitted.upperBound)].sorted()
    let common = min(end, ends[1]) - max(start, ends[0])
    return common < 0.3 * (ends[1] - ends[0])
  }
}
