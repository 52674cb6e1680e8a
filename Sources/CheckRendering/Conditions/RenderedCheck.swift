import CheckImaging
import MICR

/// A picture and the truth about it: what the reader is fitted, tested and calibrated with.
///
/// ```swift
/// for seed in UInt64(0)..<100 {
///   let check = RenderedCheck(.photograph, seed: seed)
///   let isRight = MICRReader().read(check.image).line.filter { $0 != " " } == check.line
/// }
/// ```
public struct RenderedCheck: Sendable {
  /// The picture.
  public let image: GrayImage
  /// The line in A/B/C/D notation, without spaces; `nil` where there is none.
  public let line: String?
  /// What the line says; `nil` where there is none.
  public let fields: MICRFields?
  /// The form of the line; `nil` where there is none, or it is one of the table of formats.
  public let layout: MICRLayout?
  /// How the picture comes about.
  public let condition: Condition
  /// What the picture is made from.
  public let seed: UInt64

  /// Draws a picture; the same seed gives the same one.
  ///
  /// - Parameters:
  ///   - condition: How the picture comes about.
  ///   - seed: What everything random comes from.
  ///   - layout: The form of the line; any when `nil`.
  public init(_ condition: Condition, seed: UInt64, layout: MICRLayout? = nil) {
    self.condition = condition
    self.seed = seed
    var recipe = Recipe(condition, seed: seed)
    if condition == .noLine {
      image = recipe.pictureWithoutLine()
      (line, fields, self.layout) = (nil, nil, nil)
    } else {
      let printed = recipe.line(layout)
      image =
        condition == .damaged ? recipe.damagedPicture(of: printed) : recipe.picture(of: printed)
      (line, fields, self.layout) = (printed.characters, printed.fields, printed.layout)
    }
  }

  /// Draws a picture of a line of a format; the same seed gives the same one.
  ///
  /// - Parameters:
  ///   - condition: How the picture comes about; not ``Condition/noLine``, which has no format.
  ///   - seed: What everything random comes from.
  ///   - format: The line's format.
  public init(_ condition: Condition, seed: UInt64, format: LineFormat) {
    self.condition = condition
    self.seed = seed
    var recipe = Recipe(condition, seed: seed)
    let printed = PrintedLine.random(format, using: &recipe.generator)
    image = condition == .damaged ? recipe.damagedPicture(of: printed) : recipe.picture(of: printed)
    (line, fields, layout) = (printed.characters, printed.fields, nil)
  }

  /// The line of the picture that belongs to a seed, without drawing it.
  public static func line(_ condition: Condition, seed: UInt64) -> String? {
    guard condition != .noLine else { return nil }
    var recipe = Recipe(condition, seed: seed)
    return recipe.line(nil).characters
  }

  /// The line of the picture that belongs to a seed and a format, without drawing it.
  public static func line(_ condition: Condition, seed: UInt64, format: LineFormat) -> String {
    var recipe = Recipe(condition, seed: seed)
    return PrintedLine.random(format, using: &recipe.generator).characters
  }
}
