/// The version of the standard that a file follows, in positions 3 and 4 of its first record.
public enum StandardLevel: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  /// X9.37 DSTU of 2003.
  case dstu = "03"
  /// X9.100-187 of 2008.
  case edition2008 = "30"
  /// X9.100-187 of 2013 and 2016.
  case edition2013 = "35"

  /// The earlier one is the lower one.
  public static func < (left: StandardLevel, right: StandardLevel) -> Bool {
    left.rawValue < right.rawValue
  }
}
