/// What symbols and numbers tell of a line, whatever it looked like: whether they stand as banks print
/// them, and what may be missing.
struct LineShape {
  /// Whether every symbol stands where a known form wants it: a character that was passed over would
  /// most likely break this.
  let isComplete: Bool
  /// Whether it could be the line of some bank.
  let isPlausible: Bool
  /// Whether no character is missing between each one and the next, by the line's format.
  let isCounted: [Bool]
  /// The ends where more may stand, and those where nothing can.
  let ends: OpenEnds
  /// Whether a digit of the routing number may be missing in a gap.
  let hasGapInTransit: Bool
  /// Whether a digit of a serial number, or the last of an account, may be missing in a gap.
  let hasGapInNumber: Bool

  init(_ line: String, formats: LineFormats) {
    let layout = LineLayout(line)
    let match = formats.match(line)
    isComplete = match != nil || layout.isComplete
    let isUnknown = !isComplete && !LineLayout.isPlausible(line)
    isPlausible = !isUnknown || Self.isWellFormed(line) && !formats.isPartOfAnother(line)
    // Of a form that nobody knows, more may stand at either end.
    var ends = isUnknown ? OpenEnds(left: true, right: true) : layout.openEnds
    let isEstablished = match?.format.standing == .established
    isCounted = isEstablished ? match?.isCounted ?? [] : []
    if isEstablished {
      ends.closed = formats.closedEnds(of: line)
      if ends.closed.left { ends.left = false }
      if ends.closed.right { ends.right = false }
    }
    self.ends = ends
    // A number of fixed length that has all its digits lacks none, whatever gaps it has.
    hasGapInTransit = layout.hasGapInTransit && !(isEstablished && match?.countsBank == true)
    hasGapInNumber =
      layout.hasGapInAux && !(isEstablished && match?.counts("serial") == true)
      || layout.hasGapAtClose
  }

  /// Whether a line of no known form has what every line has: symbols that begin and part numbers,
  /// as many digits as a bank and an account have, and no gap in a number where one may be missing.
  private static func isWellFormed(_ line: String) -> Bool {
    let words = line.split(separator: " ")
    let hasGap = zip(words, words.dropFirst()).contains { left, right in
      left.last?.isNumber == true && right.first?.isNumber == true
    }
    guard !hasGap, !line.contains("B") else { return false }
    let text = line.filter { $0 != " " }
    let numbers = text.split { !$0.isNumber }
    let pairs = zip(text, text.dropFirst())
    return (text.first == "A" || text.first == "C") && text.last != "D"
      && numbers.count >= leastNumbers
      && numbers.reduce(0) { $0 + $1.utf8.count } >= leastDigits
      && 3 * text.count(where: \.isNumber) >= 2 * text.utf8.count
      && !pairs.contains { $0 == $1 && !$0.isNumber }
  }

  private static let leastNumbers = 3
  private static let leastDigits = 16
}

extension FormatMatch {
  /// Whether a field has the same number of digits on every check.
  func counts(_ field: String) -> Bool { places[field].map(fixed.contains) ?? false }

  /// Whether all parts of the number of bank and branch have.
  var countsBank: Bool {
    let parts = Set(places.keys).subtracting(["serial", "account", "code", "amount", "epc", "lead"])
    return !parts.isEmpty && parts.allSatisfy(counts)
  }
}
