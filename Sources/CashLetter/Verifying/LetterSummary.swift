/// What a verified file is, and adds up to.
public struct LetterSummary: Sendable, Hashable {
  /// How its characters are coded; `nil` for an empty file.
  public var encoding: LetterEncoding?
  /// The version of the standard that its first record names.
  public var level: StandardLevel?
  /// How many records there are.
  public var records = 0
  /// How many cash letters there are.
  public var cashLetters = 0
  /// How many bundles there are.
  public var bundles = 0
  /// What its items add up to, counted anew.
  public var totals = LetterTotals()
  /// How many findings there are, by kind.
  public var findings: [LetterFinding.Kind: Int] = [:]

  /// Whether there was nothing to find.
  public var isClean: Bool { findings.isEmpty }

  /// Whether any record of the standard was found.
  public var isReadable: Bool { level != nil || cashLetters > 0 || totals.items > 0 }
}
