import CashLetter
import CheckActions

/// What a verified file is, as it is printed; amounts in cents.
struct LetterSummaryView: Encodable {
  var file: String
  var status: LetterStatus
  var encoding: LetterEncoding?
  var level: StandardLevel?
  var records = 0
  var cashLetters = 0
  var bundles = 0
  var items = 0
  var amountCents = 0
  var images = 0
  /// How many findings there are, by kind.
  var findings: [String: Int] = [:]
  /// Why it is unreadable.
  var reason: String?

  init(_ summary: LetterSummary, of file: String) {
    self.file = file
    status = !summary.isReadable ? .unreadable : summary.isClean ? .clean : .findings
    encoding = summary.encoding
    level = summary.level
    records = summary.records
    cashLetters = summary.cashLetters
    bundles = summary.bundles
    items = summary.totals.items
    amountCents = summary.totals.amountCents
    images = summary.totals.images
    for (kind, count) in summary.findings { findings[kind.rawValue] = count }
    if status == .unreadable { reason = LetterReport.noRecord }
  }

  init(unreadable file: String, _ reason: String) {
    self.file = file
    status = .unreadable
    self.reason = reason
  }

  /// The summary for a person.
  var text: String {
    let head = "\(file.printable.styled(.heading)): \(status.shown)"
    guard status != .unreadable else { return head + (reason.map { ": \($0.printable)" } ?? "") }
    let kinds = findings.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    let rows = [
      ("encoding", encoding?.rawValue ?? "unknown"), ("level", level?.rawValue ?? "unknown"),
      ("records", "\(records)"), ("letters", "\(cashLetters)"), ("bundles", "\(bundles)"),
      ("items", "\(items)"), ("amount", Cents(amountCents).description), ("images", "\(images)"),
      ("findings", kinds.isEmpty ? "none" : kinds.joined(separator: ", ")),
    ]
    return ([head] + rows.map { "  \($0.0.padded(9)) \($0.1)" }).joined(separator: "\n")
  }
}
