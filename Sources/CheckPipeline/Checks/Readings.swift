import CheckActions
import MICR

/// The reading that stands for a check: a person's, where one corrected the line.
struct Readings: Sendable, Hashable {
  var status: MICRReading.Status
  var fields: MICRFields
  var reasons: [String]

  static func standing(_ check: CheckRecord, _ reading: MICRReading?) -> Readings? {
    if check.lineIsCorrected, let line = check.line {
      return Readings(status: .sure, fields: MICRFields(parsing: line), reasons: [])
    }
    guard let reading, let fields = reading.fields else { return nil }
    return Readings(status: reading.status, fields: fields, reasons: reading.reasons)
  }
}
