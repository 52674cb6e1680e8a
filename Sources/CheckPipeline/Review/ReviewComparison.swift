import CheckActions
import MICR

/// One thing that a check says, beside what was stated or is known of it.
public struct ReviewComparison: Sendable, Hashable {
  /// What is compared.
  public enum Subject: String, Sendable, Hashable, Codable, CaseIterable {
    /// The amount that the line encodes, beside the stated one.
    case amount
    /// The routing number, beside the bank's name in the routing directory.
    case routing
    /// The country whose layout the line has, where it is not the United States.
    case country
    /// The account that the check is drawn on.
    case payorAccount = "payor-account"
    /// The check's serial number.
    case serial
    /// The account to credit.
    case creditAccount = "credit-account"
    /// The account's deposits of the day of receipt (UTC), with this check, beside their limit.
    case dayTotal = "day-total"
  }

  /// What is compared.
  public var subject: Subject
  /// What the line says; `nil` where it says nothing.
  public var onCheck: String?
  /// The least confidence of its characters, 0 to 1; `nil` where a person corrected the line.
  public var confidence: Double?
  /// What was stated, or is known.
  public var known: String?
  /// How the two go together, in a few words.
  public var remark: String?
  /// Whether the remark says that something is wrong.
  public var isAtOdds = false
}

extension ReviewItem {
  /// What was read and what was stated, side by side.
  public var comparisons: [ReviewComparison] {
    ([amount] + lineComparisons + [creditAccount, dayTotal]).compactMap { $0 }
  }

  private var statement: DepositStatement { details.check.statement }

  private var amount: ReviewComparison {
    let encoded = details.fields?.amount.map { Cents($0) }
    var row = ReviewComparison(
      subject: .amount, onCheck: encoded?.description, confidence: confidence("amount"),
      known: statement.amount.description)
    if let encoded { (row.remark, row.isAtOdds) = compare(encoded) }
    if statement.amount > rules.itemLimit {
      row.remark = [row.remark, "above limit"].compactMap { $0 }.joined(separator: ", ")
      row.isAtOdds = true
    }
    return row
  }

  private func compare(_ encoded: Cents) -> (String, Bool) {
    encoded == statement.amount ? ("same", false) : ("differs", true)
  }

  private var lineComparisons: [ReviewComparison?] {
    guard let fields = details.fields else { return [] }
    let isForeign = fields.country.map { $0 != "US" } ?? false
    func row(_ subject: ReviewComparison.Subject, _ name: String, _ value: String?)
      -> ReviewComparison
    {
      ReviewComparison(subject: subject, onCheck: value, confidence: confidence(name))
    }
    var routing = row(.routing, "routing", fields.routing)
    routing.known = details.proposal?.bankName
    if !isForeign, let problem = routingProblem(fields.routing) {
      (routing.remark, routing.isAtOdds) = (problem, true)
    }
    let country = ReviewComparison(
      subject: .country, onCheck: fields.country, known: "US", remark: "another country",
      isAtOdds: true)
    var account = row(.payorAccount, "account", fields.account)
    if fields.account == nil { (account.remark, account.isAtOdds) = ("not on the line", true) }
    return [
      routing, isForeign ? country : nil, account,
      fields.serial.map { row(.serial, "serial", $0) },
    ]
  }

  private func routingProblem(_ number: String?) -> String? {
    guard let number else { return "not on the line" }
    guard RoutingNumber.isWellFormed(number) else { return "no valid number" }
    return details.proposal?.bankName == nil ? "not in directory" : nil
  }

  private var creditAccount: ReviewComparison {
    ReviewComparison(
      subject: .creditAccount, known: statement.account,
      remark: accountIsOpen ? nil : "no deposit yet")
  }

  private var dayTotal: ReviewComparison? {
    let total = creditedThatDay + statement.amount
    let isAbove = total > rules.dayLimit
    guard isAbove || creditedThatDay.value > 0 else { return nil }
    return ReviewComparison(
      subject: .dayTotal, known: "\(total) of \(rules.dayLimit)",
      remark: isAbove ? "above limit" : nil, isAtOdds: isAbove)
  }

  private func confidence(_ field: String) -> Double? {
    details.check.lineIsCorrected ? nil : details.reading?.fieldConfidences[field]
  }
}
