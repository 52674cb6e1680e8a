/// What people, machines and designers put on and around the line in magnetic ink.
///
/// Nothing is, by default. Counts out of their range are brought to its end when drawn.
public struct Overprint: Codable, Sendable, Hashable {
  /// Print that surrounds the line.
  public enum Ornament: String, Codable, Sendable, Hashable, CaseIterable {
    /// None.
    case none
    /// Boxes drawn around parts of the clear band.
    case box
    /// A border of repeated figures along the bottom, above the line.
    case border
  }

  /// Pen strokes and tails of signatures that cross the line, from 0 to 12.
  public var penStrokes: Int
  /// Rubber stamps over the lower part of the check, from 0 to 4.
  public var stamps: Int
  /// Rows of other figures printed right above the line, from 0 to 3.
  public var numbersAbove: Int
  /// What is drawn around the line.
  public var ornament: Ornament

  /// Makes an overprint; what is not given is not there.
  public init(
    penStrokes: Int = 0, stamps: Int = 0, numbersAbove: Int = 0, ornament: Ornament = .none
  ) {
    self.penStrokes = penStrokes
    self.stamps = stamps
    self.numbersAbove = numbersAbove
    self.ornament = ornament
  }
}
