/// A line divided by the format that it has.
public struct FormatMatch: Sendable, Hashable {
  /// The format.
  public let format: LineFormat
  /// The digits (and dashes) of each field, under the names of the pattern.
  public let fields: [String: String]
  /// Whether each check digit is right, in the order of the format's.
  public let checks: [Bool]

  /// Where each field stands among the characters of the line, spaces not counted.
  let places: [String: Range<Int>]
  /// The fields that have the same number of digits on every check.
  let fixed: [Range<Int>]
  /// Whether each character is a symbol, or one of a number that has the same number of digits on
  /// every check; between two of those no character is missing.
  let isCounted: [Bool]

  init(_ format: LineFormat, _ found: [(field: FormatField, range: Range<Int>)], _ text: FormatText)
  {
    self.format = format
    places = Dictionary(found.map { ($0.field.name, $0.range) }) { first, _ in first }
    fixed = found.filter(\.field.isFixed).map(\.range)
    var isCounted = [Bool](repeating: true, count: text.characters.count)
    for entry in found where !entry.field.isFixed {
      for place in entry.range { isCounted[place] = false }
    }
    self.isCounted = isCounted
    let fields = places.mapValues { String(decoding: text.characters[$0], as: UTF8.self) }
    self.fields = fields
    checks = format.checkDigits.map { $0.isRight(in: fields) }
  }
}

/// A weighted sum of a number's digits that ends in 0.
public struct CheckDigit: Sendable, Hashable, Codable {
  /// The field that it is part of.
  public var field: String
  /// The weights from the first digit on, over and over.
  public var weights: [Int]

  /// Makes a rule.
  public init(field: String, weights: [Int]) {
    self.field = field
    self.weights = weights
  }

  func isRight(in fields: [String: String]) -> Bool { fields[field].map(isRight) ?? false }

  /// Returns `true` if the digits of a number add up.
  package func isRight(_ number: some StringProtocol) -> Bool {
    guard !weights.isEmpty else { return false }
    let sum = number.utf8.filter(FormatText.isDigit).enumerated().reduce(0) { sum, digit in
      sum + weights[digit.offset % weights.count] * Int(digit.element - UInt8(ascii: "0"))
    }
    return sum % 10 == 0
  }
}
