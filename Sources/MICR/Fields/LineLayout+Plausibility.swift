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
    return !zip(text, text.dropFirst()).contains { pair in
      pair == ("D", "D") || pair == ("B", "B") || pair == ("C", "C") || pair == ("A", "A")
    }
  }
}
