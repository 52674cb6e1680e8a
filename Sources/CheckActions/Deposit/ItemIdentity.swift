import MICR

/// What makes a check the same check on another picture.
///
/// The routing number, the on-us field and the auxiliary on-us field as printed, without spaces
/// and dashes. The parsed serial number is no part of it, since its place in the on-us field is
/// each bank's habit.
public struct ItemIdentity: Codable, Sendable, Hashable {
  /// The three fields, joined by `/`.
  public let value: String

  /// The identity of a line that has a routing number and an on-us or auxiliary on-us field.
  public init?(_ fields: MICRFields) {
    guard let routing = fields.routing, fields.onUs != nil || fields.auxOnUs != nil else {
      return nil
    }
    value = [routing, fields.onUs ?? "", fields.auxOnUs ?? ""]
      .map { $0.filter { $0.isNumber || $0 == "C" } }
      .joined(separator: "/")
  }
}
