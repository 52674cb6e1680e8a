import CheckActions

/// Hides account numbers, unless the user asked to see them.
struct Masking {
  var isOff: Bool

  /// The last four characters, the rest as stars; of a short number, the last one.
  func account(_ number: String) -> String {
    guard !isOff else { return number }
    return AccountMask.hidden(number)
  }

  /// A line with all but the routing number hidden: `A…A` is shown, other digits become stars.
  func line(_ line: String) -> String {
    guard !isOff else { return line }
    var isInTransit = false
    return String(
      line.map { character in
        if character == "A" { isInTransit.toggle() }
        return character.isNumber && !isInTransit ? "*" : character
      })
  }

  /// An e-mail address with its name hidden but for its first letter.
  func email(_ address: String) -> String {
    guard !isOff, let at = address.firstIndex(of: "@") else { return address }
    return address.prefix(1) + "***" + address[at...]
  }

  /// A finding on unsure characters without the digits that it names.
  func finding(_ finding: Finding) -> Finding {
    guard !isOff, finding.reason == .unsureCharacters else { return finding }
    let words = finding.detail.split(separator: " ", omittingEmptySubsequences: false)
    var isAfterCount = false
    let shown = words.map { word -> String in
      // The place of a character is a number as well, and no secret.
      defer { isAfterCount = word == "Character" }
      return isAfterCount ? String(word) : String(word.map { $0.isNumber ? "*" : $0 })
    }
    return Finding(finding.reason, shown.joined(separator: " "))
  }
}
