import CheckActions
import MICR

/// The reading that stands for a check: a person's, where one corrected the line.
///
/// It decodes from a stored `MICRReading` and leaves its characters be, which take most of the time.
struct Readings: Sendable, Hashable {
  var status: MICRReading.Status
  var fields: MICRFields
  var doubts: [Doubt]

  static func standing(_ check: CheckRecord, _ reading: Readings?) -> Readings? {
    if check.lineIsCorrected, let line = check.line {
      return Readings(status: .sure, fields: MICRFields(parsing: line), doubts: [])
    }
    return reading
  }
}

extension Readings: Decodable {
  private enum CodingKeys: CodingKey {
    case status, line, fields, doubts, reasons
  }

  /// Reads a stored reading; one that was stored before formats had names is divided anew.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    status = try values.decode(MICRReading.Status.self, forKey: .status)
    fields = try values.decode(MICRFields.self, forKey: .fields)
    doubts = try Doubt.decode(from: values, .doubts, sentences: .reasons)
    if fields.format == nil {
      fields = MICRFields(parsing: try values.decode(String.self, forKey: .line))
    }
  }
}

extension Readings {
  /// What a reading says; `nil` when there is no line.
  init?(_ reading: MICRReading) {
    guard let fields = reading.fields else { return nil }
    self.init(status: reading.status, fields: fields, doubts: reading.doubts)
  }
}
