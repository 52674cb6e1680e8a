/// One of the fourteen characters of E-13B: the ten digits and four symbols.
///
/// The raw value is the common encoding of MICR fonts and readers: the digit itself, `A` transit,
/// `B` amount, `C` on-us, `D` dash.
public enum MICRCharacter: Character, Sendable, Hashable, CaseIterable {
  /// The digits.
  case zero = "0"
  case one = "1"
  case two = "2"
  case three = "3"
  case four = "4"
  case five = "5"
  case six = "6"
  case seven = "7"
  case eight = "8"
  case nine = "9"
  /// Frames the routing number.
  case transit = "A"
  /// Frames the amount.
  case amount = "B"
  /// Ends the account number, and frames the auxiliary on-us field.
  case onUs = "C"
  /// Separates parts of a number.
  case dash = "D"

  /// The digit's value, or `nil` for a symbol.
  public var digit: Int? { rawValue.wholeNumberValue }
}
