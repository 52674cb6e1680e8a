/// The shape of one E-13B character, on a grid of half modules.
///
/// Column 0 is the left edge of the ink and row 0 its top edge; a shape has no empty border. To
/// place a shape, put its right edge on the right edge of its cell (cells are
/// ``pitchInModules`` apart) and its lowest row ``bottom`` half modules above the base line.
///
/// Source: ANSI X9.27 and ISO 1004, as measured on published outlines of the font.
public struct E13BGlyph: Sendable, Hashable {
  /// The edge of one module, the unit that all strokes are multiples of: 0.013 inch.
  public static let moduleInInches = 0.013

  /// The distance between the right edges of neighbouring characters: 0.125 inch.
  public static let pitchInInches = 0.125

  /// How far a distance may be from the pitch in conforming print: 0.010 inch.
  public static let pitchToleranceInInches = 0.010

  /// The distance between the right edges of neighbouring characters, in modules: about 9.615.
  public static let pitchInModules = pitchInInches / moduleInInches

  /// The height of a digit, in half modules: 9 modules, or 0.117 inch.
  public static let lineHeight = 18

  /// The character that has this shape.
  public let character: MICRCharacter

  /// The number of columns, in half modules: 8 to 14.
  public let width: Int

  /// The number of rows, in half modules: 8 for the dash, 14 for on-us, 18 for all others.
  public let height: Int

  /// How far the lowest row is above the base line, in half modules; 0 but for on-us and dash.
  public let bottom: Int

  private let rows: [UInt16]

  /// Whether there is ink in the half module at a column and a row; outside the shape there is
  /// none.
  public func isInk(column: Int, row: Int) -> Bool {
    guard rows.indices.contains(row), (0..<width).contains(column) else { return false }
    return rows[row] & (1 << UInt16(column)) != 0
  }

  /// The shape of a character.
  public init(_ character: MICRCharacter) {
    let (bottom, bands) = Self.bands(of: character)
    self.character = character
    self.bottom = bottom
    width = bands[0].pattern.utf8.count
    height = bands.reduce(0) { $0 + $1.rows }
    rows = bands.flatMap { band in
      Array(repeating: Self.bits(of: band.pattern), count: band.rows)
    }
  }

  private static func bits(of pattern: String) -> UInt16 {
    pattern.utf8.enumerated().reduce(0) { bits, next in
      next.element == UInt8(ascii: "#") ? bits | (1 << UInt16(next.offset)) : bits
    }
  }
}
