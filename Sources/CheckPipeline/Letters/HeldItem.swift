import CheckActions

/// Why a deposited check goes into no letter.
public enum HeldReason: String, Sendable, Hashable, Codable, CaseIterable {
  /// It was submitted without a rear side, and the policy makes none.
  case noRear = "no-rear"
  /// Its line has no routing number of the US, or a field that is too long for the record.
  case line
  /// The picture for the bank is not there or damaged.
  case picture
  /// The line that the next bank will read from its picture is not the check's.
  case illegible
}

/// A deposited check that goes into no letter as it is.
public struct HeldItem: Sendable, Hashable {
  /// The check.
  public var check: CheckID
  /// Its amount.
  public var amount: Cents
  /// Why.
  public var reason: HeldReason
  /// What a person has to know to do something about it; no account number is in it.
  public var explanation: String
  /// The check's line, in A/B/C/D notation.
  public var line: String?
  /// What the next bank will read from the picture instead; empty where it finds no line.
  public var bankLine: String?
}
