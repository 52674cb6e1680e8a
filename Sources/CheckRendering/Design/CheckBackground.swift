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
}
