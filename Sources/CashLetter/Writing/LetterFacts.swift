/// What tells one letter of a profile from another.
public struct LetterFacts: Sendable, Hashable {
  /// Its name, one to eight letters and digits.
  public var letterID: String
  /// The business day.
  public var businessDate: LetterDate
  /// The day on which it is made.
  public var creationDate: LetterDate
  /// The time of day at which it is made.
  public var creationTime: LetterTime
  /// Tells files of the same minute apart: `A` to `Z`, `0` to `9`.
  public var fileIDModifier: String
  /// Whether the same file was sent before.
  public var isResent = false

  /// Makes the facts from their parts.
  public init(
    letterID: String, businessDate: LetterDate, creationDate: LetterDate, creationTime: LetterTime,
    fileIDModifier: String = "A"
  ) {
    self.letterID = letterID
    self.businessDate = businessDate
    self.creationDate = creationDate
    self.creationTime = creationTime
    self.fileIDModifier = fileIDModifier
  }
}
