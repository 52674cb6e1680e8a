extension LineLayout {
  /// Whether a line could be that of some bank, whatever the country: symbols frame or separate
  /// digits, and no layout has many of them.
  ///
  /// A pattern of the paper, a border or a stroke that is taken for characters mostly breaks this.
  static func isPlausible(_ line: String) -> Bool {
    let text = line.filter { $0 != " " }
    let digits = text.filter(\.isNumber).count
    guard text.first == "A" || text.first == "C", text.last != "D",
      2 * digits >= text.utf8.count, !LineLayout(line).hasBrokenAmount
    else { return false }
    func count(_ symbol: Character) -> Int { text.filter { $0 == symbol }.count }
    guard count("A") <= 3, count("C") <= 6, [0, 2].contains(count("B")), count("D") <= 6,
      count("A") + count("C") > 0
    else { return false }
    guard isSomethingPaidFrom(line, symbols: count("A"), count("C")) else { return false }
    return !zip(text, text.dropFirst()).contains { pair in
      pair == ("D", "D") || pair == ("B", "B") || pair == ("C", "C") || pair == ("A", "A")
    }
  }

  /// Whether more than the bank is named: a field beside the routing number, with a symbol that ends
  /// it.
  ///
  /// Where a whole field was not seen, what is left of the line mostly has neither.
  private static func isSomethingPaidFrom(
    _ line: String, symbols transits: Int, _ others: Int
  ) -> Bool {
    let layout = LineLayout(line)
    guard layout.transit != nil || transits == 0 && isLongWithoutTransit(line) else { return false }
    if let transit = layout.transit, transit.frame == .rightSide {
      guard transit.text.filter(\.isNumber).utf8.count >= fewestOfABank else { return false }
    }
    return (layout.onUs != nil || layout.auxOnUs != nil) && (others > 0 || transits > 2)
      && !layout.lacksItsEnd && !layout.lacksItsBeginning
  }

  /// No country's number of a bank and its branch has fewer digits.
  private static let fewestOfABank = 5

  /// Some banks' lines have no transit symbol; what is left of others when theirs were not seen is
  /// shorter.
  private static func isLongWithoutTransit(_ line: String) -> Bool {
    line.filter(\.isNumber).utf8.count >= 20 && line.last == "C"
  }

  /// Whether an on-us symbol stands alone left of the routing number: of the serial number, and of
  /// the symbol before it, nothing was seen.
  private var lacksItsBeginning: Bool {
    guard let transit, leftover.contains("C") else { return false }
    return transit.frame == .bothSides || auxOnUs == nil
  }

  /// Whether a line that begins with a serial number between on-us symbols does not end as such
  /// lines do: in North America with an account and the symbol that closes it, in some countries
  /// with a transaction code, elsewhere with anything at all.
  ///
  /// The code is a short group after a wide gap, which is what is most easily missed.
  var lacksItsEnd: Bool {
    guard let transit, auxOnUs != nil else { return false }
    guard let onUs else { return true }
    switch transit.frame {
    case .bothSides:
      let field = OnUsField(onUs, serialIsElsewhere: true)
      return !field.isClosed || field.account == nil
    case .rightSide:
      guard let digits = Self.codeDigits[DigitGroups(transit.text).lengths] else { return false }
      let end = onUs.split(separator: "C", omittingEmptySubsequences: false).last ?? ""
      return end.filter(\.isNumber).utf8.count != digits
    }
  }

  /// The digits of the transaction code, by those of the parts of the bank's number: India,
  /// Malaysia, a form of three and four digits, Singapore, Pakistan.
  private static let codeDigits = [[9]: 2, [2, 5]: 2, [3, 4]: 2, [4, 3]: 2, [7]: 3]
}
