/// One form of line that banks print: its symbols and fields from left to right.
///
/// A pattern is written in A/B/C/D notation, with each field's name and how many digits it has:
///
/// ```
/// C serial:7 C bank:3 D branch:4 A account:16 C
/// A routing:9 A serial:3-6 _ account:4-17+D C [B amount:10 B]
/// ```
///
/// `4-17` is a range, `+D` allows dashes among the digits, `_` asks for a wide gap in print, and what
/// stands in brackets may be left out.
public struct LineFormat: Sendable, Hashable {
  /// How well it is known that banks print this form, and no more and no less than it.
  public enum Standing: String, Sendable, Hashable, Codable {
    /// Seen on real checks, or read in the standard. A line that fills such a form up to a symbol or a
    /// number of fixed length at an end has nothing beyond that end.
    case established
    /// Said by one source or remembered. Such a form divides a line, and says nothing of its ends.
    case likely
  }

  /// A name that is unique, such as `us-personal`.
  public let name: String
  /// The country whose banks print it, as ISO 3166 alpha-2.
  public let country: String
  /// How well it is known.
  public let standing: Standing
  /// The pattern as it was written.
  public let pattern: String
  /// A made-up line of this form.
  public let example: String
  /// The check digits that a line of this form has.
  public let checkDigits: [CheckDigit]

  let variants: [[Piece]]

  /// Reads a pattern.
  ///
  /// - Throws: ``LineFormatError`` where it is none.
  public init(
    _ name: String, country: String, _ pattern: String, example: String,
    standing: Standing = .established, checkDigits: [CheckDigit] = []
  ) throws(LineFormatError) {
    self.name = name
    self.country = country
    self.standing = standing
    self.pattern = pattern
    self.example = example
    self.checkDigits = checkDigits
    variants = try PatternText(pattern).variants()
  }

  /// Two formats are the same when they were written the same.
  public static func == (left: LineFormat, right: LineFormat) -> Bool {
    (left.name, left.country, left.pattern) == (right.name, right.country, right.pattern)
      && left.standing == right.standing && left.checkDigits == right.checkDigits
  }

  /// Hashes what ``==(_:_:)`` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(pattern)
  }
}

extension LineFormat {
  /// A symbol or a number of a form, for those who print lines.
  package struct Part: Sendable, Hashable {
    /// The symbol; `nil` for a number and for a gap.
    package var symbol: Character?
    /// The number's name; `nil` for a symbol.
    package var field: String?
    /// How many digits the number has.
    package var digits = 0...0
  }

  /// The forms that the pattern stands for: with and without each part in brackets.
  package var forms: [[Part]] {
    variants.map { variant in
      variant.map { piece in
        switch piece {
        case .symbol(let byte): Part(symbol: Character(Unicode.Scalar(byte)))
        case .field(let field): Part(field: field.name, digits: field.digits)
        case .gap: Part()
        }
      }
    }
  }

  /// A part of a pattern.
  enum Piece: Sendable, Hashable {
    case symbol(UInt8)
    case field(FormatField)
    case gap
  }
}

/// A number in a pattern.
struct FormatField: Sendable, Hashable {
  let name: String
  let digits: ClosedRange<Int>
  let allowsDashes: Bool

  /// Whether it has the same number of digits on every check.
  var isFixed: Bool { digits.lowerBound == digits.upperBound && !allowsDashes }
}

/// A pattern that cannot be read.
public struct LineFormatError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The part that cannot be read, as written.
  public var part: String
  /// What is wrong with it.
  public var problem: String

  /// The part, what is wrong, and how a pattern is written.
  public var description: String {
    "\"\(part)\" \(problem); a pattern is symbols (A, B, C, D), fields with their number of digits "
      + "(account:4-17), _ for a wide gap, and [ ] around what may be left out"
  }
}
