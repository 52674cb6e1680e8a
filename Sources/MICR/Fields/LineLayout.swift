/// A line divided into its fields, before anything is known of what they mean.
struct LineLayout {
  /// Where the transit symbols stand.
  enum Frame: Sendable, Hashable {
    /// On both sides of the routing number, as in North America.
    case bothSides
    /// Only right of it, with the on-us symbol of the serial number on its left.
    case rightSide
  }

  /// The digits and dashes of the routing number, without spaces, and how they are framed.
  private(set) var transit: (text: String, frame: Frame)?
  /// Whether there is an empty place between two characters of the transit field.
  private(set) var hasGapInTransit = false
  /// Whether there is an empty place between two characters of the auxiliary on-us field, or before
  /// the symbol that closes it.
  private(set) var hasGapInAux = false
  /// What the on-us symbols left of the routing number frame.
  private(set) var auxOnUs: String?
  /// The single digit left of the transit field.
  private(set) var epc: String?
  /// What lies between routing number and amount, as printed.
  private(set) var onUs: String?
  /// The encoded amount, in cents.
  private(set) var amount: Int?
  /// Whether there are amount symbols that do not frame ten digits.
  private(set) var hasBrokenAmount = false
  /// What stands left of the fields and belongs to none of them.
  private(set) var leftover = ""

  init(_ line: String) {
    var text = line.filter { $0.asciiValue.map(MICRReading.isOfLine) ?? false }[...]
    takeAmount(from: &text)
    if let frame = Self.transitFrame(in: text) {
      takeTransit(text[text.index(after: frame.left)..<frame.right], .bothSides)
      // What has more transit symbols than a routing number is some bank's own.
      if text.count(where: { $0 == "A" }) > 2 { hasGapInTransit = false }
      takeLeft(text[..<frame.left])
      onUs = Self.trimmed(text[text.index(after: frame.right)...])
    } else if let end = Self.singleTransit(in: text) {
      let start = text[..<end].lastIndex(of: "C").map(text.index(after:)) ?? text.startIndex
      takeTransit(text[start..<end].drop { $0 == " " }, .rightSide)
      takeLeft(text[..<start])
      onUs = Self.trimmed(text[text.index(after: end)...])
    } else {
      onUs = Self.trimmed(text)
    }
  }

  private mutating func takeTransit(_ printed: Substring, _ frame: Frame) {
    hasGapInTransit = printed.contains(" ")
    transit = (printed.filter { $0 != " " }, frame)
  }

  /// Cuts off the amount and what lies right of it.
  private mutating func takeAmount(from text: inout Substring) {
    guard let first = text.firstIndex(of: "B") else { return }
    let right = text[text.index(after: first)...]
    hasBrokenAmount = true
    if let last = right.firstIndex(of: "B") {
      let digits = right[..<last].filter { $0 != " " }
      if digits.utf8.count == 10, let cents = Int(digits) {
        amount = cents
        hasBrokenAmount = !right[right.index(after: last)...].allSatisfy { $0 == " " }
      }
    }
    text = text[..<first]
  }

  /// The transit symbols that frame the routing number: of all neighbouring pairs with nothing but
  /// digits and dashes between them, the one whose content looks most like one.
  private static func transitFrame(
    in text: Substring
  ) -> (left: String.Index, right: String.Index)? {
    let symbols = text.indices.filter { text[$0] == "A" }
    var best: (left: String.Index, right: String.Index)?
    var bestRank = 0
    for (left, right) in zip(symbols, symbols.dropFirst()) {
      let inside = text[text.index(after: left)..<right].filter { $0 != " " }
      guard !inside.contains("C"), inside.contains(where: \.isNumber) else { continue }
      let rank = rank(of: inside)
      if rank > bestRank {
        best = (left, right)
        bestRank = rank
      }
    }
    return best
  }

  private static func rank(of transit: String) -> Int {
    if RoutingNumber.isWellFormed(transit) { return 4 }
    switch DigitGroups(transit).lengths {
    case [9]: return 3
    case [5, 3], [4, 4]: return 3
    case [8]: return 2
    default: return 1
    }
  }

  /// The last transit symbol with a digit or dash before it that no other symbol separates.
  private static func singleTransit(in text: Substring) -> String.Index? {
    text.indices.last { index in
      guard text[index] == "A" else { return false }
      return text[..<index].last { $0 != " " }?.isNumber ?? false
    }
  }

  /// Reads the auxiliary on-us field and the processing code, left of the routing number.
  private mutating func takeLeft(_ text: Substring) {
    var rest = text
    if let end = text.lastIndex(of: "C"), let start = text[..<end].lastIndex(of: "C") {
      auxOnUs = Self.trimmed(text[text.index(after: start)..<end])
      hasGapInAux = text[text.index(after: start)..<end].drop { $0 == " " }.contains(" ")
      let right = text[text.index(after: end)...].filter { $0 != " " }
      if right.utf8.count == 1 { epc = right } else { leftover += right }
      rest = text[..<start]
    } else if let digit = Self.trimmed(text), digit.utf8.count == 1, digit.allSatisfy(\.isNumber) {
      epc = digit
      rest = ""
    }
    leftover += rest.filter { $0 != " " }
  }

  private static func trimmed(_ text: Substring) -> String? {
    let body = text.drop { $0 == " " }
    guard let last = body.lastIndex(where: { $0 != " " }) else { return nil }
    return String(body[...last])
  }
}
