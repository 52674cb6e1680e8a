import CheckActions
import CheckImaging
import CheckRendering
import ImageCodecs
import MICR

/// Lines of checks, and pictures of them, that many tests use.
enum Lines {
  static let routing = SyntheticDirectory.routingNumbers

  static func personal(_ serial: String = "1042", account: String = "123456789") -> String {
    "A\(routing[0])A \(account)C \(serial)"
  }

  static func reading(
    _ line: String, _ status: MICRReading.Status = .sure
  ) -> MICRReading {
    MICRReading(
      status: status, line: line, fields: status == .noLine ? nil : MICRFields(parsing: line),
      characters: [], doubts: status == .sure ? [] : [.mark(side: .inside)])
  }

  /// A drawn check with this serial; pictures of other seeds have other bytes.
  static func picture(
    serial: String = "1042", cents: Int = 1999, seed: UInt64 = 1, skew: Double = 0
  ) throws -> [UInt8] {
    let design = CheckDesign(
      kind: .personal, payee: "Dana Example", amountInCents: cents, serial: serial,
      micr: .personal(routing: routing[0], account: "123456789", serial: serial), seed: seed)
    var generator = SeededGenerator(seed: seed)
    return try PNGCodec.encode(
      Degradations(skew: skew).apply(to: CheckRenderer.renderGray(design), using: &generator))
  }
}
