import CSVWriting
import CheckImaging
import ImageCodecs

/// The project's sample checks, good and bad; always the same.
public struct SampleSet: Sendable {
  /// The samples, in the order of the manifest.
  public let samples: [Sample]

  /// Draws the set.
  ///
  /// - Parameter routingNumbers: Those of the routing directory in use; at least eight.
  /// - Throws: `ImageCodecError` when a picture cannot be encoded.
  public init(routingNumbers: [String]) throws(ImageCodecError) {
    var studio = Studio(routingNumbers: routingNumbers)
    samples = try studio.goodSamples() + studio.badSamples()
  }

  /// The manifest that states what is to be deposited.
  public var manifest: String {
    var table = CSVTable(["front", "back", "account", "amount", "email"])
    for sample in samples where !sample.file.contains("^") {
      table.add([
        sample.file, sample.backFile ?? "", sample.account, sample.amountText, "dana@example.com",
      ])
    }
    return table.text
  }

  /// A table, in Markdown, of what each sample must give.
  public var table: String {
    samples.reduce("| file | shows | must be | because |\n|---|---|---|---|\n") { text, sample in
      let outcome =
        sample.twin.map { "\(sample.outcome.rawValue), or `\($0)` is" } ?? sample.outcome.rawValue
      return text + "| `\(sample.file)`\(sample.backFile.map { ", `\($0)`" } ?? "") "
        + "| \(sample.shows) | \(outcome) | \(sample.reason.map { "`\($0)`" } ?? "") |\n"
    }
  }
}

/// Draws and ruins the samples.
struct Studio {
  let routingNumbers: [String]
  private var generator = SeededGenerator(seed: 20_260_301)

  init(routingNumbers: [String]) { self.routingNumbers = routingNumbers }

  func routing(_ index: Int) -> String {
    routingNumbers.isEmpty ? "000000000" : routingNumbers[index % routingNumbers.count]
  }

  func design(
    _ kind: CheckDesign.Kind = .personal, payee: String, cents: Int, serial: String,
    micr: MICRPrint, background: CheckBackground = .plain, seed: UInt64
  ) -> CheckDesign {
    CheckDesign(
      kind: kind, payee: payee, amountInCents: cents, serial: serial, micr: micr,
      background: background, seed: seed)
  }

  mutating func gray(
    _ design: CheckDesign, _ degradations: Degradations = Degradations()
  ) -> GrayImage {
    degradations.apply(to: CheckRenderer.renderGray(design), using: &generator)
  }

  mutating func color(_ design: CheckDesign, _ degradations: Degradations) -> ColorImage {
    degradations.apply(to: CheckRenderer.render(design), using: &generator)
  }

  mutating func png(
    _ design: CheckDesign, _ degradations: Degradations = Degradations()
  ) throws(ImageCodecError) -> [UInt8] {
    try PNGCodec.encode(gray(design, degradations))
  }
}
