/// A kind of picture that banks and their customers make.
public enum Condition: String, Codable, Sendable, Hashable, CaseIterable {
  /// A flat, sharp scan of a new check.
  case cleanScan = "clean-scan"
  /// A scan of a check that was written on, stamped and carried about.
  case wornScan = "worn-scan"
  /// A scan in black and white, as the image exchange between banks has them.
  case bitonalScan = "bitonal-scan"
  /// A fax, or a copy of a copy.
  case fax
  /// A photograph taken with some care.
  case photograph
  /// A photograph taken with none: dark, bent, skewed, and the line small.
  case hostilePhotograph = "hostile-photograph"
  /// A picture without a line of E-13B.
  case noLine = "no-line"
  /// A scan or a photograph of a check whose line is partly covered, washed out or cut off.
  ///
  /// Much of the line may be gone: what counts is that no reader is sure of the rest.
  case damaged
}
