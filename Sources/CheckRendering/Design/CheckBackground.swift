import Drawing

/// What the paper of a check looks like under the print.
public enum CheckBackground: Codable, Sendable, Hashable {
  /// White paper.
  case plain
  /// One colour all over.
  case tinted(InkColor)
  /// From one colour at the top to another at the bottom.
  case gradient(top: InkColor, bottom: InkColor)
  /// Fine interlaced waves over a colour, as engraved against copying.
  case guilloche(paper: InkColor, lines: InkColor)
  /// Rows of tiny words with slanted hatching between them, as against copying.
  case security(paper: InkColor, lines: InkColor)
  /// A soft picture, as of hills and clouds, from pale (0) to as dark as a photograph (1).
  case picture(strength: Double)
}
