import MICR

/// What makes a check the same check on another picture.
///
/// The routing number, the on-us field and the auxiliary on-us field as printed, without spaces
/// and dashes. Where in them the serial number stands is each bank's habit, so it is not taken out;
/// but a line without any has no identity, since it is the same on all checks of an account.
public struct ItemIdentity: Codable, Sendable, Hashable {
  /// The three fields, joined by `/`.
  public let value: String

  /// The identity of a line that has a routing number and a serial number.
  public init?(_ fields: MICRFields) {
    guard let routing = fields.routing, fields.serial != nil || fields.auxOnUs != nil else {
      return nil
    }
    value = [routing, fields.onUs ?? "", fields.auxOnUs ?? ""]
      .map { $0.filter { $0.isNumber || $0 == "C" } }
      .joined(separator: "/")
  }
}

extension MICRFields {
  /// The routing and account number of the payor, joined by `/`; `nil` when the line does not tell.
  package var payor: String? {
    account.flatMap { account in routing.map { "\($0)/\(account)" } }
  }
}
