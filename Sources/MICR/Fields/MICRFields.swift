/// What an E-13B line says, told by its symbols and never by the order of its fields.
///
/// Fields that the line does not have are `nil`.
public struct MICRFields: Sendable, Hashable, Codable {
  /// The digits (and dashes, written `D`) between the transit symbols.
  public var routing: String?
  /// The account number: a candidate, since its place in the on-us field is each bank's habit.
  public var account: String?
  /// The check's serial number: a candidate for the same reason, except in the auxiliary on-us field.
  public var serial: String?
  /// The encoded amount, in cents.
  public var amount: Int?
  /// The auxiliary on-us field, left of the routing number.
  public var auxOnUs: String?
  /// The external processing code, the single digit left of the transit field.
  public var epc: String?
  /// The on-us field as printed, symbols included.
  public var onUs: String?
  /// The name of the line format, as in ``LineFormats``; `nil` when none that is known fits.
  public var format: String?
  /// The country whose format this is, as ISO 3166 alpha-2, or `nil` when it cannot be told.
  public var country: String?

  /// Makes a set of fields; all are absent unless given.
  public init(
    routing: String? = nil, account: String? = nil, serial: String? = nil, amount: Int? = nil,
    auxOnUs: String? = nil, epc: String? = nil, onUs: String? = nil, format: String? = nil,
    country: String? = nil
  ) {
    self.routing = routing
    self.account = account
    self.serial = serial
    self.amount = amount
    self.auxOnUs = auxOnUs
    self.epc = epc
    self.onUs = onUs
    self.format = format
    self.country = country
  }
}
