import CheckActions
import CheckPipeline
import Foundation
import MICR

/// A check on the work list of reviews, as it is printed: a JSON object, or a row.
struct ReviewEntryView: Encodable {
  var check: CheckView
  /// The banking day on which it was received.
  var bankingDay: CalendarDay
  var ageSeconds: Int
  /// What the line says, by the names of its fields.
  var fields: [String: String]

  init(_ entry: ReviewEntry, _ record: CheckRecord, now: Date, _ masking: Masking) {
    check = CheckView(record, masking: masking)
    bankingDay = entry.day
    ageSeconds = max(0, Int(now.timeIntervalSince(entry.receivedAt)))
    let described = record.line.map { MICRFields(parsing: $0).described } ?? []
    fields = Dictionary(
      uniqueKeysWithValues: described.map { ($0.name, masking.field($0.name, $0.value)) })
  }

  private enum CodingKeys: String, CodingKey { case bankingDay, ageSeconds, fields }

  /// The members of the check, and more.
  func encode(to encoder: any Encoder) throws {
    try check.encode(to: encoder)
    var object = encoder.container(keyedBy: CodingKeys.self)
    try object.encode(bankingDay, forKey: .bankingDay)
    try object.encode(ageSeconds, forKey: .ageSeconds)
    try object.encode(fields, forKey: .fields)
  }

  static func table(_ views: [ReviewEntryView]) -> String {
    var table = Table("CHECK", "DAY", ">AGE", ">AMOUNT", "ACCOUNT", "~READ", "~WHY")
    for view in views {
      table.add(
        "\(view.check.id)", view.bankingDay.description, view.age,
        view.check.amount.description, view.check.account, view.read,
        view.check.reasons.map(\.reason.rawValue).joined(separator: ", "))
    }
    return table.text
  }

  private var age: String { (ageSeconds * 1000).durationText }

  /// What was read, in short.
  private var read: String {
    let parts = [
      fields["routing"], fields["account"], fields["serial"].map { "no. \($0)" },
      fields["amount"].map { "for \($0)" },
    ].compactMap { $0 }
    return parts.isEmpty ? "no line" : parts.joined(separator: ", ")
  }
}
