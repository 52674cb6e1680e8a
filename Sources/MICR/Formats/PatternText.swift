/// A pattern as it is written, and the forms of line that it stands for.
struct PatternText {
  /// No line has more characters; a field may have no more digits.
  private static let longest = 65
  /// Each part in brackets doubles the forms.
  private static let mostOptional = 4

  private let parts: [Substring]

  init(_ text: String) {
    // Brackets stand by themselves.
    parts = text.replacing("[", with: " [ ").replacing("]", with: " ] ").split(separator: " ")
  }

  /// The pieces of each form: those with every part in brackets first, those without any last.
  func variants() throws(LineFormatError) -> [[LineFormat.Piece]] {
    var forms: [[LineFormat.Piece]] = [[]]
    var optional: [LineFormat.Piece]?
    var optionals = 0
    for part in parts {
      switch part {
      case "[":
        guard optional == nil else { throw LineFormatError("[", "stands inside of brackets") }
        optionals += 1
        guard optionals <= Self.mostOptional else {
          throw LineFormatError("[", "opens more than \(Self.mostOptional) parts in brackets")
        }
        optional = []
      case "]":
        guard let inside = optional, !inside.isEmpty else {
          throw LineFormatError("]", "closes nothing")
        }
        forms = forms.map { $0 + inside } + forms
        optional = nil
      default:
        let piece = try Self.piece(part)
        if optional == nil {
          for index in forms.indices { forms[index].append(piece) }
        } else {
          optional?.append(piece)
        }
      }
    }
    guard optional == nil else { throw LineFormatError("[", "is not closed") }
    for form in forms { try Self.check(form) }
    return forms
  }

  private static func piece(_ part: Substring) throws(LineFormatError) -> LineFormat.Piece {
    if part == "_" { return .gap }
    if part.utf8.count == 1, let byte = part.utf8.first, "ABCD".utf8.contains(byte) {
      return .symbol(byte)
    }
    let sides = part.split(separator: ":", omittingEmptySubsequences: false)
    guard sides.count == 2, !sides[0].isEmpty,
      sides[0].allSatisfy({ $0.isASCII && ($0.isLetter || $0 == "-") })
    else { throw LineFormatError(part, "is neither a symbol nor a field") }
    let allowsDashes = sides[1].hasSuffix("+D")
    let count = allowsDashes ? sides[1].dropLast(2) : sides[1]
    let bounds = count.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard bounds.count <= 2, case let first?? = bounds.first, case let last?? = bounds.last,
      first >= 1, first <= last, last <= longest
    else { throw LineFormatError(part, "has no number of digits from 1 to \(longest)") }
    return .field(
      FormatField(name: String(sides[0]), digits: first...last, allowsDashes: allowsDashes))
  }

  /// Fields side by side could not be told apart.
  private static func check(_ form: [LineFormat.Piece]) throws(LineFormatError) {
    guard form.contains(where: { if case .symbol = $0 { true } else { false } }) else {
      throw LineFormatError("", "has no symbol")
    }
    for (left, right) in zip(form, form.dropFirst()) {
      guard case .field(let field) = left, case .field(let next) = right else { continue }
      guard field.isFixed || next.isFixed else {
        throw LineFormatError(
          Substring(next.name), "follows \(field.name), and no symbol tells where it begins")
      }
    }
  }
}

extension LineFormatError {
  init(_ part: some StringProtocol, _ problem: String) {
    self.init(part: String(part), problem: problem)
  }
}
