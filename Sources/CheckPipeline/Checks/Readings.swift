import CheckActions
import MICR

/// The reading that stands for a check: a person's, where one corrected the line.
///
/// It decodes from a stored `MICRReading` and leaves its characters be, which take most of the time.
struct Readings: Sendable, Hashable, Decodable {
  var status: MICRReading.Status
  var fields: MICRFields
  var reasons: [String]

  static func standing(_ check: CheckRecord, _ reading: Readings?) -> Readings? {
    if check.lineIsCorrected, let line = check.line {
      return Readings(status: .sure, fields: MICRFields(parsing: line), reasons: [])
    }
    return reading
  }
}

extension Readings {
  /// What a reading says; `nil` when there is no line.
  init?(_ reading: MICRReading) {
    guard let fields = reading.fields else { return nil }
    self.init(status: reading.status, fields: fields, reasons: reading.reasons)
  }
}
