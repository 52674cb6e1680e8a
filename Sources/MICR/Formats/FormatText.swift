/// A line as formats are matched with it: its characters, and where the print has gaps.
struct FormatText {
  let characters: [UInt8]
  /// Whether there is an empty place before each character.
  let hasGapBefore: [Bool]

  /// Takes a line in A/B/C/D notation; what belongs to no line is passed over.
  init(_ line: String) {
    var characters: [UInt8] = []
    var gaps: [Bool] = []
    var isAfterGap = false
    for byte in line.utf8 where MICRReading.isOfLine(byte) {
      if byte == UInt8(ascii: " ") {
        isAfterGap = true
      } else {
        characters.append(byte)
        gaps.append(isAfterGap)
        isAfterGap = false
      }
    }
    self.characters = characters
    hasGapBefore = gaps
  }

  /// Where each field of a form stands; `nil` where the line is not of the form.
  func fields(of form: [LineFormat.Piece]) -> [(field: FormatField, range: Range<Int>)]? {
    var found: [(field: FormatField, range: Range<Int>)] = []
    return fill(form[...], from: 0, &found) ? found : nil
  }

  private func fill(
    _ pieces: ArraySlice<LineFormat.Piece>, from start: Int,
    _ found: inout [(field: FormatField, range: Range<Int>)]
  ) -> Bool {
    guard let piece = pieces.first else { return start == characters.count }
    let rest = pieces.dropFirst()
    switch piece {
    case .gap:
      return start < characters.count && hasGapBefore[start] && fill(rest, from: start, &found)
    case .symbol(let byte):
      return start < characters.count && characters[start] == byte
        && fill(rest, from: start + 1, &found)
    case .field(let field):
      for end in ends(of: field, from: start) {
        found.append((field, start..<end))
        if fill(rest, from: end, &found) { return true }
        found.removeLast()
      }
      return false
    }
  }

  /// Where a field that begins at a place may end, the farthest first.
  private func ends(of field: FormatField, from start: Int) -> ReversedCollection<[Int]> {
    var ends: [Int] = []
    var digits = 0
    for place in start..<characters.count {
      let byte = characters[place]
      if Self.isDigit(byte) {
        digits += 1
        guard digits <= field.digits.upperBound else { break }
        if digits >= field.digits.lowerBound { ends.append(place + 1) }
      } else {
        // Between two digits only.
        guard field.allowsDashes, byte == UInt8(ascii: "D"), place > start,
          Self.isDigit(characters[place - 1])
        else { break }
      }
    }
    return ends.reversed()
  }

  /// Whether a longer line of a form has this one as its beginning, wherever that has gaps.
  func isBeginning(of form: [LineFormat.Piece]) -> Bool {
    isBeginning(of: form.filter { $0 != .gap }[...], from: 0)
  }

  private func isBeginning(of pieces: ArraySlice<LineFormat.Piece>, from start: Int) -> Bool {
    guard let piece = pieces.first else { return false }
    guard start < characters.count else { return true }
    switch piece {
    case .gap: return isBeginning(of: pieces.dropFirst(), from: start)
    case .symbol(let byte):
      return characters[start] == byte && isBeginning(of: pieces.dropFirst(), from: start + 1)
    case .field(let field):
      if ends(of: field, from: start).contains(where: {
        $0 < characters.count && isBeginning(of: pieces.dropFirst(), from: $0)
      }) {
        return true
      }
      return leavesRoom(in: field, from: start) || endsWith(field, from: start) && pieces.count > 1
    }
  }

  /// Whether the line ends within a field that may have more digits than it has left for it.
  private func leavesRoom(in field: FormatField, from start: Int) -> Bool {
    let rest = characters[start...]
    let digits = rest.count(where: Self.isDigit)
    return digits < field.digits.upperBound
      && (digits == rest.count
        || field.allowsDashes && rest.allSatisfy { Self.isDigit($0) || $0 == UInt8(ascii: "D") })
  }

  private func endsWith(_ field: FormatField, from start: Int) -> Bool {
    ends(of: field, from: start).contains(characters.count)
  }

  /// The line from right to left; its gaps count for nothing.
  var reversed: FormatText { FormatText(reversing: self) }

  private init(reversing text: FormatText) {
    characters = text.characters.reversed()
    hasGapBefore = text.hasGapBefore
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
