import ArgumentParser
import CheckActions
import CheckImaging
import CheckPipeline
import Foundation
import MICR

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show everything that is known about a check.",
    discussion: """
      Example:

        checkctl show 3
        checkctl show 3 --format json --unmasked
      """)

  @Argument(help: "The check's number.")
  var check: CheckID

  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let details = try await data.openExisting().details(check)
    let view = DetailsView(details, output.masking)
    try output.print(view, text: view.text)
  }
}

/// A check with everything that is known about it, as it is printed.
private struct DetailsView: Encodable {
  var check: CheckView
  var fields: [String: String]
  var status: MICRReading.Status?
  var leastConfidence: Double?
  var bankName: String?
  var quality: QualityFigures?
  var front: String
  var back: String?
  var history: [HistoryView]

  init(_ details: CheckDetails, _ masking: Masking) {
    check = CheckView(details.check, masking: masking)
    fields = Dictionary(
      uniqueKeysWithValues: (details.fields?.described ?? []).map { name, value in
        (name, Self.masked(name, value, masking))
      })
    status = details.check.lineIsCorrected ? .sure : details.reading?.status
    leastConfidence = details.reading?.characters.map(\.confidence).min()
    bankName = details.proposal?.bankName
    quality = details.image?.quality
    front = details.frontFile
    back = details.backFile
    history = details.history.map(HistoryView.init)
  }

  private static func masked(_ name: String, _ value: String, _ masking: Masking) -> String {
    switch name {
    case "account": masking.account(value)
    case "onUs", "auxOnUs": masking.line(value)
    default: value
    }
  }

  var text: String {
    var lines = [check.summary]
    lines.append("  received  \(check.receivedAt.text) UTC, as \(check.file)")
    if let memo = check.memo { lines.append("  memo      \(memo)") }
    if let line = check.line, !line.isEmpty {
      let least = leastConfidence.map { String(format: ", least confidence %.2f", $0) } ?? ""
      lines.append("  line      \(line) (\(status?.rawValue ?? "not read")\(least))")
    }
    lines += fields.sorted { $0.key < $1.key }.map { "  \($0.key.padded(9)) \($0.value)" }
    if let bankName { lines.append("  bank      \(bankName)") }
    lines.append("  front     \(front)")
    if let back { lines.append("  back      \(back)") }
    lines.append("")
    var table = Table("WHEN (UTC)", "STATE", "BY", "WHY")
    for entry in history { table.add(entry.at.text, entry.to.rawValue, entry.actor, entry.note) }
    lines.append(table.text)
    return lines.joined(separator: "\n")
  }
}
