import CashLetter
import Foundation

/// What holds for letters and returns: the bank's profile, and what is done by rule.
public struct LetterPolicy: Sendable, Hashable, Codable {
  /// Whom letters go to, and how that bank wants them.
  public var profile = LetterProfile.sample
  /// The bank's time zone, such as `America/New_York`; the same as that of the rules of availability.
  public var timeZone = "America/New_York"
  /// Whether a rear side is made for a check that was submitted without one; else the check is held
  /// back.
  public var makesRearSides = false
  /// Whether a check that comes back for the first time, not paid for want of funds (reasons A and
  /// B), is presented once more.
  public var presentsAgain = false
  /// The names of depositors by account, for rear sides that are made.
  public var depositorNames: [String: String] = [:]

  /// The policy of test files between two made-up banks.
  public init() {}

  /// What is wrong with it, one sentence each, with what to do; empty when letters can be made.
  public var problems: [String] {
    var problems = profile.problems.map { "profile.\($0)" }
    if TimeZone(identifier: timeZone) == nil {
      problems.append("timeZone '\(timeZone)' is not known: give one such as America/New_York")
    }
    return problems
  }

  /// Refuses a policy that no letter can be made with.
  func check() throws(LetterError) {
    let problems = problems
    guard problems.isEmpty else { throw .policy(problems.joined(separator: "; ")) }
  }
}

extension LetterPolicy {
  /// The day of a moment in the policy's time zone.
  func day(of moment: Date) throws(LetterError) -> LetterDate {
    try BankClock(timeZone: timeZone).day(of: moment).day.letterDate()
  }

  /// The time of day of a moment in the policy's time zone.
  func time(of moment: Date) throws(LetterError) -> LetterTime {
    let minute = BankClock(timeZone: timeZone).day(of: moment).minute
    guard let time = LetterTime(hour: minute / 60, minute: minute % 60) else {
      throw .policy("the clock's \(moment) has no time of day: set it right")
    }
    return time
  }
}
