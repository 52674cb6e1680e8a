import CheckActions
import CheckPipeline
import Foundation

/// A check as it is printed: a JSON object, a row, or a few lines.
struct CheckView: Encodable {
  var id: CheckID
  var state: CheckState
  var account: String
  /// In cents.
  var amount: Cents
  var email: String?
  var memo: String?
  var file: String
  var receivedAt: Date
  var changedAt: Date
  var line: String?
  var reasons: [Finding]
  var replay: Bool?
  /// Whether a person corrected the line.
  var lineIsCorrected: Bool

  init(_ check: CheckRecord, masking: Masking, isReplay: Bool? = nil) {
    id = check.id
    state = check.state
    account = masking.account(check.statement.account)
    amount = check.statement.amount
    email = check.statement.email.map(masking.email)?.printable
    memo = check.statement.memo?.printable
    file = masking.fileName(check.frontName).printable
    receivedAt = check.receivedAt
    changedAt = check.changedAt
    line = check.line.map(masking.line)
    reasons = check.findings.map(masking.finding)
    replay = isReplay
    lineIsCorrected = check.lineIsCorrected
  }

  static func table(_ views: [CheckView]) -> String {
    var table = Table("CHECK", "STATE", ">AMOUNT", "ACCOUNT", "~FILE", "~WHY")
    table.color("STATE", CheckState.style)
    for view in views {
      table.add(
        "\(view.id)", view.state.rawValue, view.amount.description, view.account, view.file,
        view.reasons.map(\.reason.rawValue).joined(separator: ", ")
          + (view.replay == true ? (view.reasons.isEmpty ? "" : "; ") + "submitted before" : ""))
    }
    return table.text
  }

  /// Where the check stands, in words, with what to do next.
  var summary: String {
    var lines = [
      "\("Check \(id)".styled(.heading)): \(state.shown)\(replay == true ? " (it was submitted before)" : "")",
      "  \(amount) to account \(account)",
    ]
    lines += reasons.map { "  \($0.reason.rawValue): \($0.detail.printable)" }
    if let next { lines.append("  Next: \(next)") }
    return lines.joined(separator: "\n")
  }

  /// What a person can do with it.
  var next: String? {
    switch state {
    case .review: "checkctl show \(id), then \(decision)"
    case .failed: "checkctl queue failed, then checkctl queue redrive \(id)"
    default: nil
    }
  }

  /// What a person can do who sees it.
  var decision: String { "checkctl review approve|reject|correct \(id)" }
}

extension Masking {
  /// A file name with the account number and address of `email^account^…` hidden.
  func fileName(_ name: String) -> String {
    let parts = name.split(separator: "^", omittingEmptySubsequences: false).map(String.init)
    guard !isOff, parts.count > 1 else { return name }
    return ([email(parts[0]), account(parts[1])] + parts.dropFirst(2)).joined(separator: "^")
  }
}
