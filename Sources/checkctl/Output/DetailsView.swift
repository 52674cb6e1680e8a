import CheckActions
import CheckImaging
import CheckPipeline
import Foundation
import MICR

/// A check with everything that is known about it, as it is printed.
struct DetailsView: Encodable {
  var check: CheckView
  var fields: [String: String]
  /// The least confidence of each field's characters; empty where a person corrected the line.
  var fieldConfidences: [String: Double]
  var status: MICRReading.Status?
  var leastConfidence: Double?
  var bankName: String?
  var quality: QualityFigures?
  var rearQuality: QualityFigures?
  /// The limits that hold now, by measure.
  var qualityLimits: QualityRules
  /// Absent where the pictures were removed.
  var front: String?
  var back: String?
  var images: [CheckImageView]
  /// When the pictures were removed; absent while they are kept.
  var imagesRemovedAt: Date?
  var history: [HistoryView]
  var next: String?

  init(_ details: CheckDetails, _ masking: Masking, limits: QualityRules) {
    qualityLimits = limits
    check = CheckView(details.check, masking: masking)
    fields = Dictionary(
      uniqueKeysWithValues: (details.fields?.described ?? []).map { name, value in
        (name, masking.field(name, value))
      })
    let isCorrected = details.check.lineIsCorrected
    fieldConfidences = isCorrected ? [:] : details.reading?.fieldConfidences ?? [:]
    status = isCorrected ? .sure : details.reading?.status
    leastConfidence = details.reading?.characters.map(\.confidence).min()
    bankName = details.proposal?.bankName
    quality = details.image?.quality
    rearQuality = details.image?.rearQuality
    let isKept = details.check.imagesRemovedAt == nil
    front = isKept ? details.front.locator.path : nil
    back = isKept ? details.back?.locator.path : nil
    images = isKept ? details.images.map(CheckImageView.init) : []
    imagesRemovedAt = details.check.imagesRemovedAt
    history = details.history.map(HistoryView.init)
    next = check.state == .review ? check.decision : check.next
  }

  /// The check as a page, in sections.
  var text: String {
    let sections = [
      ("Line", lineSection), ("Why", reasonSection), ("States", stateSection),
      ("Pictures", pictureSection), ("Quality", qualitySection),
      ("Next", next.map { ["  \($0)"] } ?? []),
    ]
    let shown = sections.filter { !$0.1.isEmpty }.map { title, lines in
      ([title.styled(.heading)] + lines).joined(separator: "\n")
    }
    return ([head.joined(separator: "\n")] + shown).joined(separator: "\n\n")
  }

  private var head: [String] {
    var lines = [
      "\("Check \(check.id)".styled(.heading)): \(check.state.shown)",
      "  amount    \(check.amount)", "  account   \(check.account)",
      "  received  \(check.receivedAt.text) UTC, as \(check.file)",
    ]
    if let memo = check.memo { lines.append("  memo      \(memo)") }
    if let email = check.email { lines.append("  email     \(email)") }
    return lines
  }

  private var lineSection: [String] {
    guard let line = check.line, !line.isEmpty else { return [] }
    let names = MICRFields.names.filter { fields[$0] != nil }
    let width = names.compactMap { fields[$0]?.count }.max() ?? 0
    var lines = ["  line      \(line) (\(lineVerdict))"]
    lines += names.map { name in
      let value = fields[name, default: ""]
      let confidence = fieldConfidences[name].map { confidence in
        let text = String(format: "%.2f", confidence)
        return "  confidence " + text.styled(confidence < 0.5 ? .attention : nil)
      }
      return "  \(name.padded(9)) "
        + (confidence.map { value.padded(width) + $0 } ?? value)
    }
    if let bankName { lines.append("  bank      \(bankName.printable)") }
    return lines
  }

  private var lineVerdict: String {
    if check.lineIsCorrected { return "corrected by a person" }
    let least = leastConfidence.map { String(format: ", least confidence %.2f", $0) } ?? ""
    return (status?.rawValue ?? "not read") + least
  }

  private var reasonSection: [String] {
    check.reasons.flatMap { finding in
      [
        "  \(finding.reason.inWords)",
        finding.detail.printable.wrapped(indent: 4).styled(.dim),
      ]
    }
  }

  private var stateSection: [String] {
    var table = Table("WHEN (UTC)", ">AFTER", "STATE", "~BY", "~WHY")
    table.color("STATE", CheckState.style)
    var before: Date?
    for entry in history {
      let milliseconds = before.map { Int((entry.at.timeIntervalSince($0) * 1000).rounded()) }
      table.add(
        entry.at.text, milliseconds?.durationText ?? "", entry.to.rawValue, entry.actor,
        entry.note)
      before = entry.at
    }
    return [table.text]
  }

  private var qualitySection: [String] {
    guard let quality else { return [] }
    var table = Table("MEASURE", ">FRONT", ">REAR", "UNIT", "REVIEW", "REJECT")
    for measure in QualityMeasure.allCases {
      let values = [quality[measure], rearQuality?[measure]]
      guard values.contains(where: { $0 != nil }) else { continue }
      let cells = values.map { $0.map(measure.text) ?? "" }
      let limits = qualityLimits.limits[measure] ?? QualityLimits()
      func range(_ below: Double?, _ above: Double?) -> String {
        [below.map { "below \(measure.text($0))" }, above.map { "above \(measure.text($0))" }]
          .compactMap { $0 }.joined(separator: ", ")
      }
      table.add(
        measure.title, cells[0], cells[1], measure.unit,
        range(limits.reviewBelow, limits.reviewAbove),
        range(limits.rejectBelow, limits.rejectAbove))
    }
    return [table.text.indented]
  }

  private var pictureSection: [String] {
    if let imagesRemovedAt { return ["  removed   \(imagesRemovedAt.text) UTC"] }
    var lines = front.map { ["  front     \($0)"] } ?? []
    if let back { lines.append("  back      \(back)") }
    guard !images.isEmpty else { return lines }
    var table = Table("SIDE", "KIND", ">WIDTH", ">HEIGHT", ">DPI", ">BYTES", "FILE")
    for image in images {
      table.add(
        image.side.rawValue, image.kind.rawValue, "\(image.width)", "\(image.height)",
        image.dpi.map { "\($0)" } ?? "", "\(image.bytes)", image.file)
    }
    return lines + [table.text.indented]
  }
}

extension String {
  /// Two spaces before each line.
  fileprivate var indented: String {
    split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
  }
}
