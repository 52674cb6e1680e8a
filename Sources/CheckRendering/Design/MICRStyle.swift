/// How well, or badly, the line in magnetic ink is printed; the defaults are faultless print.
///
/// Values out of their range are brought to its end when the line is printed.
public struct MICRStyle: Codable, Sendable, Hashable {
  /// How far the ink spreads beyond each edge, in modules, from -0.4 (thin) to 0.6 (gaps close).
  ///
  /// Conforming bars vary by 0.0015 inch, which is 0.06 on each edge.
  public var spread: Double
  /// How dark the ink is, from 0.15 (hardly seen) to 1.
  public var darkness: Double
  /// How many spots of stray ink lie around a character on average, from 0 to 20.
  public var spotsPerCharacter: Double
  /// The distance between characters as a multiple of 0.125 inch, from 0.9 to 1.1.
  public var pitch: Double
  /// How far a character stands from its place, at most and in any direction, in modules from 0
  /// to 1.
  public var wander: Double
  /// How far the whole line stands above its place, in inches from -0.1 to 1.
  public var rise: Double
  /// The size of the amount field as a multiple of the rest, from 0.7 to 1.1: it is encoded later,
  /// by another machine.
  public var amountSize: Double
  /// How far the amount field's base line lies above that of the rest, in inches from -0.1 to 0.1.
  public var amountRise: Double

  /// Makes a style; what is not given is faultless.
  public init(
    spread: Double = 0, darkness: Double = 1, spotsPerCharacter: Double = 0, pitch: Double = 1,
    wander: Double = 0, rise: Double = 0, amountSize: Double = 1, amountRise: Double = 0
  ) {
    self.spread = spread
    self.darkness = darkness
    self.spotsPerCharacter = spotsPerCharacter
    self.pitch = pitch
    self.wander = wander
    self.rise = rise
    self.amountSize = amountSize
    self.amountRise = amountRise
  }
}
