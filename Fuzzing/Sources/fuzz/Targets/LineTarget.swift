import CheckImaging
import MICR

/// The fields of a line, from any text.
enum LineTarget: FuzzTarget {
  static let name = "line"
  static let longest = 512

  static func seeds() throws -> [[UInt8]] {
    [
      "A122000661A 1234567890C 1011", "C001234C A026009593A 000480201879C",
      "C243C A00005D123A 123D456D7C", "C477764C 250024007A 012345C 29", "A A B0000002500B",
      "A0540D0004A C140 611 6C B0000002500B", "A00 C484221C 57D14037A 1041014322C 25",
      "0A122000661A 1C B0000012500B", "A\u{301}1١B⑆\u{0}\n",
    ].map { Array($0.utf8) }
  }

  static func attempt(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let fields = MICRFields(parsing: text)
    let known = text.filter { "0123456789ABCD ".contains($0) }
    require(MICRFields(parsing: known) == fields, "other characters say nothing")
    require((0..<10_000_000_000).contains(fields.amount ?? 0), "an amount of ten digits")
    require(fields.routing?.contains(" ") != true, "a routing number without spaces")
    let parts = [
      fields.routing, fields.account, fields.serial, fields.auxOnUs, fields.epc, fields.onUs,
    ]
    for part in parts.compactMap({ $0 }) {
      require(part.allSatisfy { "0123456789ABCD ".contains($0) }, "characters of E-13B: \(part)")
      require(part.count <= known.count, "no field is longer than the line")
    }
    let characters = known.filter { $0 != " " }.map { character in
      ReadCharacter(
        character: String(character), confidence: 0.5, secondBest: nil,
        box: PixelBox(x: 0, y: 0, width: 1, height: 1))
    }
    let reading = MICRReading(
      status: .unsure, line: text, fields: fields, characters: characters, doubts: [])
    for (field, confidence) in reading.fieldConfidences {
      require((0...1).contains(confidence), "a confidence of \(field) from 0 to 1")
    }
    _ = RoutingNumber(text).map { require($0.digits == text, "a routing number is its digits") }
  }
}
