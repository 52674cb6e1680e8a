/// Why something was not done with a letter.
public enum LetterError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no letter of this number.
  case noSuchLetter(LetterID)
  /// The letter is in a state in which this cannot be done.
  case wrongState(LetterID, LetterState, advice: String)
  /// The policy cannot be used for letters.
  case policy(String)
  /// The business date that is asked for is a weekend or a holiday; the next banking day is told.
  case noBankingDay(CalendarDay, next: CalendarDay)
  /// The business date that is asked for is none of the banking days around that of now.
  case businessDateTooFar(
    CalendarDay, today: CalendarDay, first: CalendarDay, last: CalendarDay)
  /// As many files as can be told apart were made in this minute.
  case tooManyInAMinute
  /// A letter's file cannot be written, or is not as it should be.
  case file(LetterID, path: String, reason: String)
  /// The check is not held back for its bank's picture.
  case notHeld(CheckID)
  /// An acknowledgement is not one of the letter whose file it names.
  case acknowledgement(file: String, reason: String)
  /// A letter that is no test must not be answered by a made-up bank.
  case notATest(LetterID)
  /// The folder that letters go to the bank from has another file of the letter's name.
  case taken(LetterID, path: String)

  /// What happened, and what to do.
  public var description: String {
    switch self {
    case .noSuchLetter(let id):
      "there is no letter \(id): 'checkctl letter list' shows the letters"
    case .wrongState(let id, let state, let advice):
      "letter \(id) is \(state.rawValue): \(advice)"
    case .policy(let reason):
      "the policy for letters cannot be used: \(reason)"
    case .noBankingDay(let day, let next):
      "\(day) is not a banking day: the next one is \(next)"
    case .businessDateTooFar(let day, let today, let first, let last):
      "\(day) is too far from today's banking day (\(today)): give \(first) to \(last)"
    case .tooManyInAMinute:
      "36 letters were made in this minute, and a bank cannot tell more apart: try again in a minute"
    case .file(let id, let path, let reason):
      "letter \(id): \(path): \(reason)"
    case .notHeld(let id):
      "check \(id) is not held back as illegible: 'checkctl letter held' lists those that are"
    case .acknowledgement(let file, let reason):
      "the acknowledgement of \(file) cannot be taken: \(reason)"
    case .notATest(let id):
      "letter \(id) is no test: a made-up bank answers letters whose profile says 'isTest' only"
    case .taken(let id, let path):
      "letter \(id) cannot be sent: \(path) is there with other bytes; see whose it is, and move it"
    }
  }
}
