import CashLetter
import CheckActions
import CheckPipeline
import Foundation

/// A letter as it is printed: a JSON object, a row, or a few lines.
struct LetterView: Encodable {
  var id: LetterID
  var state: LetterState
  var file: String
  var test: Bool
  var destinationRouting: String
  var destinationName: String
  var businessDate: String
  var items: Int
  /// In cents.
  var amount: Cents
  var bytes: Int?
  var checksum: String?
  var sentTo: String?
  var changedAt: Date

  init(_ letter: Letter) {
    id = letter.id
    state = letter.state
    file = letter.fileName
    test = letter.profile.isTest
    destinationRouting = letter.profile.destination.routing
    destinationName = letter.profile.destination.name
    businessDate = letter.businessDate.description
    items = letter.items
    amount = letter.amount
    bytes = letter.bytes
    checksum = letter.checksum
    sentTo = letter.destination?.printable
    changedAt = letter.changedAt
  }

  static func table(_ views: [LetterView]) -> String {
    var table = Table(
      "LETTER", "STATE", "DATE", ">ITEMS", ">AMOUNT", "TO", "KIND", "~FILE", "CHANGED (UTC)")
    for view in views {
      table.add(
        "\(view.id)", view.state.rawValue, view.businessDate, "\(view.items)",
        view.amount.description, view.destinationRouting, view.kind, view.file,
        view.changedAt.text)
    }
    return table.text
  }

  /// Where the letter stands, in words, with what to do next.
  var summary: String {
    var lines = [
      "\("Letter \(id)".styled(.heading)): \(state.rawValue)\(test ? ", a test" : "")",
      "  \(items) items, \(amount), to \(destinationName) (\(destinationRouting))",
      "  \(file)\(bytes.map { ", \($0) bytes" } ?? "")",
    ]
    if let sentTo { lines.append("  sent to \(sentTo)") }
    if let next { lines.append("  Next: \(next)") }
    return lines.joined(separator: "\n")
  }

  private var kind: String { test ? "test" : "production" }

  private var next: String? {
    switch state {
    case .reserved: "checkctl letter create makes its file"
    case .created: "checkctl letter send \(id) --to FOLDER"
    case .sending: "checkctl letter send \(id) --to FOLDER, again"
    case .sent: "checkctl letter acknowledge \(id), when the bank has answered"
    case .acknowledged, .refused, .dropped: nil
    }
  }
}

/// A letter with its items, as it is printed.
struct LetterDetailsView: Encodable {
  struct Item: Encodable {
    var sequence: Int
    var check: CheckID
    var presentment: Int
    var state: CheckState
    /// In cents.
    var amount: Cents
    var payorRouting: String
    var onUs: String
    var account: String
    var depositDate: String
    var rear: String
  }

  struct Step: Encodable {
    var at: Date
    var from: LetterState?
    var to: LetterState
    var actor: String
    var note: String
  }

  var letter: LetterView
  var path: String
  var items: [Item]
  var history: [Step]

  init(_ details: LetterDetails, _ masking: Masking) {
    letter = LetterView(details.letter)
    path = details.file
    items = details.items.map { item in
      Item(
        sequence: item.sequence, check: item.check, presentment: item.presentment,
        state: item.state, amount: item.amount, payorRouting: item.payorRouting,
        onUs: masking.line(item.onUs), account: masking.account(item.account),
        depositDate: item.depositDate, rear: item.isRearActual ? "actual" : "made")
    }
    history = details.history.map {
      Step(at: $0.at, from: $0.from, to: $0.to, actor: $0.actor.printable, note: $0.note.printable)
    }
  }

  var text: String {
    var table = Table(
      ">ITEM", ">CHECK", ">PRESENTMENT", "STATE", ">AMOUNT", "PAYOR", "ON-US", "ACCOUNT",
      "DEPOSITED", "REAR")
    table.color("STATE", CheckState.style)
    for item in items {
      table.add(
        "\(item.sequence)", "\(item.check)", "\(item.presentment)", item.state.rawValue,
        item.amount.description, item.payorRouting, item.onUs, item.account, item.depositDate,
        item.rear)
    }
    let steps = history.map { step in
      "  \(step.at.text)  \(step.to.rawValue), by \(step.actor)"
        + (step.note.isEmpty ? "" : ": \(step.note)")
    }
    return [letter.summary, "  \(path)", "", table.text, "", "States".styled(.heading)]
      .joined(separator: "\n") + "\n" + steps.joined(separator: "\n")
  }
}

/// A check that is held back from letters, as it is printed.
struct HeldView: Encodable {
  var check: CheckID
  /// In cents.
  var amount: Cents
  var reason: HeldReason
  var explanation: String
  var line: String?
  var bankLine: String?

  init(_ item: HeldItem, _ masking: Masking) {
    check = item.check
    amount = item.amount
    reason = item.reason
    explanation = item.explanation.printable
    line = item.line.map(masking.line)
    bankLine = item.bankLine.map(masking.line)
  }

  var text: String {
    var lines = ["Check \(check)".styled(.heading) + ": \(amount), \(reason.rawValue)"]
    lines.append("  \(explanation)")
    if let bankLine {
      lines.append("  line:    \(line ?? "")")
      lines.append("  picture: \(bankLine.isEmpty ? "no line" : bankLine)")
      lines.append(
        "  Next: checkctl letter release \(check) when the picture is good enough, or "
          + "checkctl cancel \(check)")
    }
    return lines.joined(separator: "\n")
  }
}
