import CheckActions
import CheckPipeline
import Foundation
import MICR

/// A check in review as the person sees it who decides.
struct ReviewPage {
  var item: ReviewItem
  /// Which one of how many.
  var place: String
  var now: Date
  var masking: Masking

  private var check: CheckRecord { item.details.check }

  /// The page, in sections.
  var text: String {
    let sections = [
      ("Why", reasons), ("Read and stated", comparisons), ("Line", line),
      ("May be the same", twins), ("Cannot be collected", uncollectable), ("Before", before),
      ("Picture", [item.details.front.locator.path]),
    ]
    let shown = sections.filter { !$0.1.isEmpty }.map { title, lines in
      ([title.styled(.heading)] + lines.map { "  \($0)" }).joined(separator: "\n")
    }
    return ([head] + shown).joined(separator: "\n\n")
  }

  private var head: String {
    let view = CheckView(check, masking: masking)
    let age = (max(0, Int(now.timeIntervalSince(check.receivedAt))) * 1000).durationText
    var lines = [
      "\("Review \(place)".styled(.heading)): check \(check.id), \(view.amount) to account "
        + view.account,
      "  received  \(item.day), \(age) ago, as \(view.file)",
    ]
    if let memo = view.memo { lines.append("  memo      \(memo)") }
    return lines.joined(separator: "\n")
  }

  private var reasons: [String] {
    check.findings.map(masking.finding).flatMap { finding in
      [finding.reason.inWords.styled(.attention)]
        // The page indents by two what is indented by two here.
        + finding.detail.printable.wrapped(indent: 2, on: narrowed).split(separator: "\n")
        .map { String($0).styled(.dim) }
    }
  }

  /// The terminal less what the page indents.
  private var narrowed: Terminal {
    var terminal = Terminal.output
    terminal.width = terminal.width.map { $0 - 2 }
    return terminal
  }

  private var comparisons: [String] {
    var table = Table("FIELD", "ON THE CHECK", ">CONF.", "STATED OR KNOWN", "~REMARK")
    table.color("CONF.") {
      ReadCharacter.isSure(Double($0) ?? 1) ? nil : .attention
    }
    let odd = Set(item.comparisons.filter(\.isAtOdds).compactMap(\.remark))
    table.color("REMARK") { odd.contains($0) ? .attention : .good }
    for row in item.comparisons {
      table.add(
        row.subject.inWords,
        row.onCheck.map { shown(row.subject, $0) } ?? (row.subject.isOnCheck ? "-" : ""),
        row.confidence.map { String(format: "%.3f", $0) } ?? "",
        row.known.map { fitted(row.subject, shown(row.subject, $0)) } ?? "", row.remark ?? "")
    }
    return lines(of: table)
  }

  /// On a terminal a long name leaves room for the remarks.
  private func fitted(_ subject: ReviewComparison.Subject, _ value: String) -> String {
    narrowed.width != nil && subject == .routing ? value.cut(toWidth: 24) : value
  }

  private func shown(_ subject: ReviewComparison.Subject, _ value: String) -> String {
    switch subject {
    case .payorAccount: masking.field("account", value)
    case .creditAccount: masking.account(value)
    case .amount, .routing, .country, .serial, .dayTotal: value
    }
  }

  private var line: [String] {
    guard let line = check.line, !line.isEmpty else { return ["No line was found."] }
    let shown = masking.line(line)
    if check.lineIsCorrected { return [shown, "A person corrected it."] }
    let unsure = item.unsureCharacters
    guard !unsure.isEmpty else { return [shown] }
    var marks = Array(repeating: Character(" "), count: (unsure.map(\.column).max() ?? 0) + 1)
    for character in unsure { marks[character.column] = "^" }
    return [shown, String(marks).styled(.attention)]
      + unsure.map { describe($0, in: Array(shown)) }
  }

  private func describe(_ character: UnsureCharacter, in shown: [Character]) -> String {
    let confidence = String(format: "%.3f", character.confidence)
    let isHidden =
      !shown.indices.contains(character.column)
      || String(shown[character.column]) != character.character
    let other = character.secondBest.map { ", perhaps \($0)" } ?? ""
    return "character \(character.place)"
      + (isHidden ? "" : ": \(character.character)\(other)") + ", confidence \(confidence)"
  }

  private var twins: [String] {
    guard !item.twins.isEmpty else { return [] }
    var table = Table("CHECK", "STATE", ">AMOUNT", "ACCOUNT", "RECEIVED (UTC)", "~LIKE THIS IN")
    table.color("STATE", CheckState.style)
    for twin in item.twins {
      table.add(
        "\(twin.check.id)", twin.check.state.rawValue, twin.check.statement.amount.description,
        masking.account(twin.check.statement.account), twin.check.receivedAt.text,
        twin.likeness.inWords)
    }
    let credited = item.twins.filter(\.mustBeNamed).map(\.check.id)
    guard !credited.isEmpty else { return lines(of: table) }
    let warning =
      "Credited before: check \(CheckNumbers.text(credited)). Approving credits the item again."
    return lines(of: table) + [warning.styled(.attention)]
  }

  private var uncollectable: [String] {
    // Without a line the section before says so.
    guard let reason = item.uncollectable, check.line?.isEmpty == false else { return [] }
    return ["No cash letter takes it: \(reason).".printable.styled(.attention)]
  }

  /// What persons did to it.
  private var before: [String] {
    item.details.history.filter { $0.from == .review }.map {
      "\($0.at.text) UTC, \($0.actor): \($0.note)".printable
    }
  }

  private func lines(of table: Table) -> [String] {
    table.text(on: narrowed).split(separator: "\n").map(String.init)
  }
}

extension ReviewComparison.Subject {
  fileprivate var inWords: String {
    switch self {
    case .amount: "amount"
    case .routing: "routing"
    case .country: "country"
    case .payorAccount: "payor account"
    case .serial: "serial"
    case .creditAccount: "credit to"
    case .dayTotal: "day's total"
    }
  }

  fileprivate var isOnCheck: Bool { self != .creditAccount && self != .dayTotal }
}

extension ReviewTwin.Likeness {
  fileprivate var inWords: String {
    switch self {
    case .samePicture: "picture"
    case .sameLine: "line"
    case .sameItem: "account and serial"
    case .samePayorAndAmount: "payor and amount"
    }
  }
}
