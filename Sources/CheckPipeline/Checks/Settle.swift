import CheckActions
import MICR

/// What a response of an action, or an act of a person, means for a check.
struct Settlement: Sendable, Hashable {
  /// The state that follows; `nil` to stay.
  var state: CheckState?
  /// Why, for the history.
  var note: String
  /// Why the check is not simply deposited.
  var findings: [Finding] = []
  /// The action that comes next.
  var next: ActionName?
  /// Whether the depositor is credited.
  var credits = false
  /// The checks that are credited for the same item, which a person named and overruled.
  var despite: [CheckID] = []
}

/// Decides what becomes of a check.
///
/// Pure: all that it has to know is in its arguments.
enum Settle {
  /// Settles an intake's response.
  static func intake(
    _ response: IntakeAction.Response, rows: SettlementRows, rules: DepositRules
  ) -> Settlement {
    let findings = response.findings + sameBytes(rows.sameFront)
    switch rules.verdict(of: findings) {
    case .reject:
      return rejected(findings)
    case .review, .accept:
      return Settlement(state: nil, note: "", next: .image)
    }
  }

  /// Settles the response of the image action.
  ///
  /// What only a person has to look at does not keep the line from being read.
  static func image(_ response: ImageAction.Response, rules: SettlementRules) -> Settlement {
    guard let picture = response.picture else { return rejected(response.findings) }
    let findings = rules.pictureFindings(front: response.quality, rear: response.rearQuality)
    guard rules.deposits.verdict(of: findings) != .reject else {
      return rejected(findings.filter { rules.deposits.verdict(of: [$0]) == .reject })
    }
    return Settlement(
      state: .imaged, note: "\(picture.width) x \(picture.height) pixels", next: .micr)
  }

  /// Settles a reading; where there is no line, what is wrong with the pictures may say why.
  static func micr(
    _ reading: MICRReading, pictureFindings: [Finding] = [], rules: DepositRules
  ) -> Settlement {
    guard reading.status == .noLine else {
      let lay = reading.quarterTurns == 2 ? "upside down" : "on its side"
      let turned = reading.tellsToTurn ? "; it lay \(lay), and its copies are turned" : ""
      return Settlement(
        state: .read, note: "line \(reading.status.rawValue)\(turned)", next: .deposit)
    }
    let why = reading.doubts.map(\.description).joined(separator: " ")
    let findings =
      [Finding(.noMICRLine, "No E-13B line was found on the front. \(why)")]
      + pictureFindings.filter { rules.verdict(of: [$0]) != .accept }
    return rules.verdict(of: findings) == .reject ? rejected(findings) : review(findings)
  }

  /// Settles a proposal against the other checks.
  static func deposit(
    _ proposal: DepositAction.Response, statement: DepositStatement, rows: SettlementRows,
    rules: DepositRules
  ) -> Settlement {
    let findings =
      proposal.findings + rows.pictureFindings + sameBytes(rows.sameFront)
      + sameItem(rows, amount: statement.amount, isSure: isSure(proposal))
      + account(rows, amount: statement.amount, rules: rules)
      + uncollectable(rows, proposal)
    // No verdict of a policy credits an item twice, or one that cannot be collected: that takes a
    // person who names the fact.
    let facts = findings.filter {
      (!rows.credited.isEmpty && $0.reason.isSameItem)
        || (rows.uncollectable != nil && $0.reason.isUncollectable)
    }
    let weighty = findings.filter { rules.verdict(of: [$0]) != .accept || facts.contains($0) }
    switch rules.verdict(of: findings) {
    case .reject:
      return rejected(weighty)
    case .review:
      return review(weighty)
    case .accept where !facts.isEmpty:
      return review(weighty)
    case .accept:
      let isNew = findings.contains { $0.reason == .accountUnknown }
      return Settlement(
        state: .deposited, note: isNew ? "accepted; account opened" : "accepted", credits: true)
    }
  }

  private static func rejected(_ findings: [Finding]) -> Settlement {
    Settlement(state: .rejected, note: note(findings), findings: findings)
  }

  private static func review(_ findings: [Finding]) -> Settlement {
    Settlement(state: .review, note: note(findings), findings: findings)
  }

  private static func note(_ findings: [Finding]) -> String {
    findings.map(\.reason.rawValue).joined(separator: ", ")
  }

  private static func sameBytes(_ twins: [Twin]) -> [Finding] {
    twins.prefix(1).map {
      Finding(
        .sameBytes, "The very same picture was submitted as check \($0.id) (\($0.state.rawValue)).")
    }
  }

  private static func isSure(_ proposal: DepositAction.Response) -> Bool {
    !proposal.findings.contains { $0.reason == .unsureCharacters }
  }

  /// Only a line that is sure makes a check a duplicate; one that may be misread needs a person.
  private static func sameItem(
    _ rows: SettlementRows, amount: Cents, isSure: Bool
  ) -> [Finding] {
    if isSure, let twin = rows.sameIdentity.first(where: { $0.amount == amount }) {
      return [
        Finding(
          .duplicate,
          "It is the same check and amount as check \(twin.id) (\(twin.state.rawValue)).")
      ]
    }
    if let twin = rows.sameIdentity.first {
      return [
        Finding(
          .sameIdentity,
          "It has the line of check \(twin.id) (\(twin.state.rawValue)), stated as \(twin.amount)."
        )
      ]
    }
    if let twin = rows.sameItem.first {
      return [
        Finding(
          .sameIdentity,
          "It has the payor account and serial number of check \(twin.id) (\(twin.state.rawValue)), "
            + "stated as \(twin.amount), now or before a person changed one of them."
        )
      ]
    }
    return rows.similar.prefix(1).map {
      Finding(
        .sameAmountNoSerial,
        "Check \($0.id) has the same payor account and amount, and the serial number of one of the two "
          + "is missing, in doubt or typed by a person."
      )
    }
  }

  private static func uncollectable(
    _ rows: SettlementRows, _ proposal: DepositAction.Response
  ) -> [Finding] {
    guard let reason = rows.uncollectable,
      !proposal.findings.contains(where: \.reason.isUncollectable)
    else { return [] }
    return [Finding(.incompleteLine, "No cash letter takes it: \(reason).")]
  }

  private static func account(
    _ rows: SettlementRows, amount: Cents, rules: DepositRules
  ) -> [Finding] {
    var findings: [Finding] = []
    if !rows.accountIsOpen {
      findings.append(Finding(.accountUnknown, "The account has had no deposit yet."))
    }
    let total = rows.creditedThatDay + amount
    if total > rules.dayLimit {
      findings.append(
        Finding(
          .overDayLimit,
          "It takes the account's deposits of the day to \(total), above \(rules.dayLimit)."))
    }
    return findings
  }
}
