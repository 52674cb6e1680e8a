/// The formats of lines that are known, and what they say of a line.
///
/// ```swift
/// let match = LineFormats.standard.match("C0029859C 046D0123A 0038100000571234C")
/// match?.format.country  // "TR"
/// ```
public struct LineFormats: Sendable, Hashable {
  /// The formats, in the order in which they are tried.
  public let all: [LineFormat]

  /// Makes a table; of formats that fit the same line the first counts.
  public init(_ all: [LineFormat]) { self.all = all }

  /// Returns the format that a whole line has, and the line divided by it; `nil` where none fits.
  ///
  /// - Parameter line: The line in A/B/C/D notation, with or without spaces.
  public func match(_ line: String) -> FormatMatch? {
    let text = FormatText(line)
    for format in all {
      for form in format.variants {
        if let found = text.fields(of: form) { return FormatMatch(format, found, text) }
      }
    }
    return nil
  }

  /// Whether a line may be what is left of one of a known format whose end or beginning was not seen.
  func isPartOfAnother(_ line: String) -> Bool {
    let text = FormatText(line)
    let reversed = text.reversed
    return all.contains { format in
      format.variants.contains { form in
        text.isBeginning(of: form) || reversed.isBeginning(of: form.reversed())
      }
    }
  }

  /// Returns the ends beyond which nothing can belong to a line that fills an established format: no
  /// established format has a longer line that ends or begins like this one.
  func closedEnds(of line: String) -> ClosedEnds {
    let text = FormatText(line)
    let reversed = text.reversed
    let forms = all.lazy.filter { $0.standing == .established }.flatMap(\.variants)
    return ClosedEnds(
      left: !forms.contains { reversed.isBeginning(of: $0.reversed()) },
      right: !forms.contains { text.isBeginning(of: $0) })
  }
}

/// The ends of a line that its format vouches for.
struct ClosedEnds: Hashable {
  var left = false
  var right = false
}
