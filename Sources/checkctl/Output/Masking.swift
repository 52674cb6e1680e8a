import CheckActions
import MICR

/// Hides account numbers, unless the user asked to see them.
struct Masking {
  var isOff: Bool

  /// The last four characters, the rest as stars; of a short number, the last one.
  func account(_ number: String) -> String {
    guard !isOff else { return number }
    return AccountMask.hidden(number)
  }

  /// A line with all but the routing number hidden: other digits become stars.
  func line(_ line: String) -> String {
    guard !isOff else { return line }
    let shown = Self.routing(in: Array(line))
    return String(
      line.enumerated().map { index, character in
        character.isNumber && !shown.contains(index) ? "*" : character
      })
  }

  /// Where the routing number stands: eight or nine digits and dashes between transit symbols, so
  /// that a symbol that was missed shows nothing else.
  private static func routing(in line: [Character]) -> Range<Int> {
    let symbols = line.indices.filter { line[$0] == "A" }
    for (left, right) in zip(symbols, symbols.dropFirst()) {
      let inside = line[left + 1..<right].filter { $0 != " " }
      if (8...9).contains(inside.count), inside.allSatisfy({ $0.isNumber || $0 == "D" }) {
        return left..<right
      }
    }
    return 0..<0
  }

  /// A field of a line.
  func field(_ name: String, _ value: String) -> String {
    switch name {
    case "account": account(value)
    case "onUs", "auxOnUs": line(value)
    default: value
    }
  }

  /// A reading with all but the routing number hidden, to be drawn.
  func reading(_ reading: MICRReading) -> MICRReading {
    guard !isOff else { return reading }
    var hidden = reading
    hidden.line = line(reading.line)
    hidden.fields = nil
    hidden.doubts = reading.doubts.map(\.withoutCharacters)
    for (index, character) in hidden.line.filter({ $0 != " " }).enumerated()
    where hidden.characters.indices.contains(index) {
      hidden.characters[index].character = String(character)
    }
    return hidden
  }

  /// An e-mail address with its name hidden but for its first letter.
  func email(_ address: String) -> String {
    guard !isOff, let at = address.firstIndex(of: "@") else { return address }
    return address.prefix(1) + "***" + address[at...]
  }

  /// A finding without the digits that those of earlier versions name.
  func finding(_ finding: Finding) -> Finding {
    guard !isOff, finding.reason == .unsureCharacters, finding.detail.contains(" may not be ")
    else {
      return finding
    }
    return Finding(
      finding.reason, Doubt.stated(sentence: finding.detail).withoutCharacters.description)
  }
}
