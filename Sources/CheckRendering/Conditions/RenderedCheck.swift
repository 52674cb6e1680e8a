import CheckImaging
import ImageCodecs

/// A picture of a check whose line is known: what the reader is tested and calibrated with.
///
/// ```swift
/// let check = try RenderedCheck(.photograph, seed: 7)
/// let isRight = MICRReader().read(check.image).line.filter { $0 != " " } == check.line
/// ```
public struct RenderedCheck: Sendable, Hashable {
  /// The picture.
  public let image: GrayImage
  /// The line in A/B/C/D notation, without spaces; `nil` where there is none.
  public let line: String?
  /// The layout of the line; `nil` where there is none.
  public let layout: NationalLayout?
  /// What happened to the picture.
  public let degradations: Degradations

  /// Draws a check and ruins it; the same seed gives the same pixels.
  ///
  /// - Parameters:
  ///   - condition: How the picture comes about.
  ///   - seed: What everything random comes from.
  /// - Throws: `ImageError` when the picture cannot be compressed and decoded again.
  public init(_ condition: Condition, seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let (layout, print) = Self.print(using: &generator)
    // A personal check has room for 45 positions.
    let isShort = print.text.utf8.count + print.lastPosition < 44
    var design = CheckDesign.random(
      using: &generator, routingNumbers: [],
      kinds: [isShort && Bool.random(using: &generator) ? .personal : .business])
    design.micr = print
    design.voidsPerCharacter = Double.random(in: 0...1, using: &generator)
    degradations = condition.degradations(using: &generator)
    let hasLine = condition != .rear
    let clean =
      hasLine
      ? CheckRenderer.renderGray(design) : GrayImage(lumaOf: CheckRenderer.renderRear(design))
    let ruined = degradations.apply(to: clean, using: &generator)
    image = try Self.compressed(ruined, condition, using: &generator)
    line = hasLine ? print.characters : nil
    self.layout = hasLine ? layout : nil
  }

  /// The line of the check that belongs to a seed, without drawing it.
  public static func line(_ condition: Condition, seed: UInt64) -> String? {
    guard condition != .rear else { return nil }
    var generator = SeededGenerator(seed: seed)
    return print(using: &generator).print.characters
  }

  private static func print(
    using generator: inout SeededGenerator
  ) -> (layout: NationalLayout, print: MICRPrint) {
    let layout = NationalLayout.allCases.randomElement(using: &generator) ?? .usPersonal
    return (layout, layout.line(using: &generator))
  }

  /// Photographs come as JPEG files.
  private static func compressed(
    _ image: GrayImage, _ condition: Condition, using generator: inout SeededGenerator
  ) throws -> GrayImage {
    switch condition {
    case .photograph, .hostilePhotograph, .wornScan:
      let quality = Int.random(in: 35...90, using: &generator)
      return try ImageDecoder.decodeGray(JPEGCodec.encode(image, quality: quality))
    case .cleanScan, .bitonalScan, .fax, .rear: return image
    }
  }
}
