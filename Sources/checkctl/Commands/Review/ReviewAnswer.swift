/// What a person can answer about a check in review.
enum ReviewAnswer: String, CaseIterable {
  case approve, correct, reject, skip, open, unmask, help = "?", quit

  /// The key that stands for it.
  var key: Character { rawValue.first ?? " " }

  /// Takes a key, or the whole word, and what follows it.
  static func parse(_ text: String) -> (answer: ReviewAnswer, words: String)? {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard let word = parts.first?.lowercased(),
      let answer = allCases.first(where: { word == $0.rawValue || word == String($0.key) })
    else { return nil }
    let words = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
    guard words.isEmpty || answer.takesWords else { return nil }
    return (answer, words)
  }

  private var takesWords: Bool { self == .approve || self == .reject || self == .open }

  static let question =
    allCases.map { $0.rawValue.count > 1 ? "[\($0.key)]\($0.rawValue.dropFirst())" : "[\($0.key)]" }
    .joined(separator: " ") + ":"

  static let keys = """
      a   approve: deposit it as it stands; words after it go into the history. It asks where the
          same item is credited already, or no cash letter takes the check
      c   correct the line, the amount or the account; it is settled anew
      r   reject, for a reason of a list or of your own
      s   skip, and leave it in review
      o   open the picture with what was read drawn on it; o 7 opens check 7's
      u   show account numbers and lines in full, or hide them again
      ?   this help
      q   quit; what is decided is done, and the rest stays in review
    """
}
