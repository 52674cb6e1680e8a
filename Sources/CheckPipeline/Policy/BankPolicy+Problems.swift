import CheckActions
import CheckImaging
import Foundation
import MICR

extension BankPolicy {
  /// What is wrong with it, one sentence each, with what to do; empty when it can be used.
  public var problems: [String] {
    depositProblems + qualityProblems + availabilityProblems
      + letters.problems.map { "letters.\($0)" }
      + retention.problems.map { "retention.\($0)" }
      + (letters.timeZone == availability.timeZone
        ? [] : ["letters.timeZone and availability.timeZone differ: a bank has one"])
  }

  private var depositProblems: [String] {
    var problems: [String] = []
    for (name, limit, most) in [
      ("itemLimit", deposits.itemLimit, Cents.largestItem),
      ("dayLimit", deposits.dayLimit, Self.largestSum),
    ] where limit.value < 1 || limit > most {
      problems.append("deposits.\(name) \(limit.value): give cents, 1 to \(most.value)")
    }
    if deposits.dayLimit < deposits.itemLimit {
      problems.append("deposits.dayLimit is less than itemLimit: no check of that size could pass")
    }
    if !(0...3650).contains(deposits.similarWithinDays) {
      problems.append("deposits.similarWithinDays \(deposits.similarWithinDays): give 0 to 3650")
    }
    let missing = Reason.allCases.filter { deposits.verdicts[$0] == nil }.map(\.rawValue)
    if !missing.isEmpty {
      problems.append(
        "deposits.verdicts has none for \(missing.sorted().joined(separator: ", ")): give accept, "
          + "review or reject")
    }
    return problems
  }

  private var qualityProblems: [String] {
    let missing = QualityMeasure.allCases.filter { quality.limits[$0] == nil }.map(\.rawValue)
    let without =
      missing.isEmpty
      ? [] : ["quality has no limits for \(missing.joined(separator: ", ")): give null for none"]
    return without
      + QualityMeasure.allCases.flatMap { measure in
        (quality.limits[measure]?.problems ?? []).map { "quality.\(measure.rawValue): \($0)" }
      }
  }

  private var availabilityProblems: [String] {
    let rules = availability
    var problems: [String] = []
    for (name, days) in [
      ("ordinaryDays", rules.ordinaryDays), ("exceptionDays", rules.exceptionDays),
      ("newAccountDays", rules.newAccountDays),
    ] where !(1...60).contains(days) {
      problems.append("availability.\(name) \(days): give business days, 1 to 60")
    }
    if !(0...3650).contains(rules.newAccountAge) {
      problems.append("availability.newAccountAge \(rules.newAccountAge): give days, 0 to 3650")
    }
    if !(0...1440).contains(rules.cutOffMinute) {
      problems.append("availability.cutOffMinute \(rules.cutOffMinute): give 0 to 1440")
    }
    if !(0...1439).contains(rules.openingMinute) {
      problems.append("availability.openingMinute \(rules.openingMinute): give 0 to 1439")
    }
    for routing in rules.wholeNextDay where !RoutingNumber.isWellFormed(routing) {
      problems.append(
        "availability.wholeNextDay '\(routing)' is no routing number: give nine digits, the last a "
          + "check digit")
    }
    if rules.amounts.isEmpty || rules.amounts.map(\.from) != rules.amounts.map(\.from).sorted() {
      problems.append("availability.amounts: give one or more, the earliest 'from' first")
    }
    for amounts in rules.amounts
    where amounts.nextDay.value < 0 || amounts.large < amounts.nextDay
      || amounts.large > Self.largestSum
    {
      problems.append(
        "availability.amounts from \(amounts.from): give cents, 0 to \(Self.largestSum.value), "
          + "'large' no less than 'nextDay'")
    }
    if TimeZone(identifier: rules.timeZone) == nil {
      problems.append(
        "availability.timeZone '\(rules.timeZone)' is not known: give one such as America/New_York")
    }
    return problems
  }
}
