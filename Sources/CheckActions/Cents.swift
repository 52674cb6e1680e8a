/// An amount of money in US cents.
public struct Cents: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  /// The largest amount of an item that a cash letter can carry (ten digits): 99,999,999.99.
  public static let largestItem = Cents(9_999_999_999)

  /// The number of cents.
  public let value: Int

  /// Makes an amount from a number of cents.
  public init(_ value: Int) { self.value = value }

  /// Reads dollars and cents as people write them: `19.99`, `19`, `1,234.50`, `$19.99`.
  ///
  /// Gives `nil` for anything else: a sign, more or fewer than two decimals, an amount beyond
  /// ``largestItem``.
  public init?(dollars text: String) {
    var digits = Substring(text)
    if digits.first == "$" { digits.removeFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first.flatMap({ Self.wholeDollars($0) }) else {
      return nil
    }
    var cents = 0
    if parts.count == 2 {
      guard parts[1].utf8.count == 2, let value = Self.plainDigits(parts[1]) else { return nil }
      cents = value
    }
    let total = whole * 100 + cents
    guard total <= Self.largestItem.value else { return nil }
    self.init(total)
  }

  private static func plainDigits(_ text: Substring) -> Int? {
    guard (1...10).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int(text)
  }

  private static func wholeDollars(_ text: Substring) -> Int? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.count > 1 else { return plainDigits(text) }
    guard (1...3).contains(groups[0].utf8.count),
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 })
    else { return nil }
    return plainDigits(Substring(groups.joined()))
  }

  /// Dollars and cents with thousands separated, such as `1,234.50` or `-19.99`.
  public var description: String {
    let magnitude = value.magnitude
    var dollars = String(magnitude / 100)
    var index = dollars.endIndex
    while dollars.distance(from: dollars.startIndex, to: index) > 3 {
      index = dollars.index(index, offsetBy: -3)
      dollars.insert(",", at: index)
    }
    let cents = magnitude % 100
    return "\(value < 0 ? "-" : "")\(dollars).\(cents < 10 ? "0" : "")\(cents)"
  }

  /// The order of the amounts.
  public static func < (left: Cents, right: Cents) -> Bool { left.value < right.value }

  /// The sum of two amounts.
  public static func + (left: Cents, right: Cents) -> Cents { Cents(left.value + right.value) }

  /// Reads a plain number of cents.
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(Int.self))
  }

  /// Writes a plain number of cents.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}
