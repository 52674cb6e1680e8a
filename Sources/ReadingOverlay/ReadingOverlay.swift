import CheckImaging
import Drawing
import MICR

/// Draws what the reader saw on the picture that it read.
///
/// The picture is paled; each character has a frame, coloured and as thick as it is doubtful, with
/// what was read above it; a caption below tells status, line, fields and reasons. What was read
/// upside down or sideways is turned.
///
/// ```swift
/// let overlay = ReadingOverlay(title: "check.png", rows: [], notes: reading.doubts.map(\.description))
/// let picture = overlay.draw(reading, on: image)
/// ```
public struct ReadingOverlay: Sendable {
  /// A named value of the caption.
  public struct Row: Sendable, Hashable {
    /// What the value is.
    public var name: String
    /// The value.
    public var value: String

    /// Makes a row from its parts.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What the picture is.
  public var title: String
  /// Values to show below the line.
  public var rows: [Row]
  /// Sentences to show below the rows.
  public var notes: [String]

  /// Makes an overlay with the words of its caption.
  public init(title: String, rows: [Row] = [], notes: [String] = []) {
    self.title = title
    self.rows = rows
    self.notes = notes
  }

  /// Small pictures are enlarged to about this width, so that a label fits a character.
  private static let leastWidth = 1000
  /// Larger pictures are shrunk to this many pixels on their long side.
  private static let longSide = 2400
  /// How far the picture is turned into white.
  private static let paleness = 0.38

  /// Draws a reading on its picture.
  ///
  /// - Parameters:
  ///   - reading: What was seen on the picture; characters that are to be hidden are given as stars.
  ///   - picture: The picture that was read.
  /// - Returns: The picture with its caption, 900 to 2400 pixels wide whatever the picture's size.
  public func draw(_ reading: MICRReading, on picture: GrayImage) -> ColorImage {
    let characters = PlacedCharacters(reading, on: picture)
    let upright = picture.rotated(quarterTurns: characters.quarterTurns)
    let shown = Self.sized(upright)
    let width = max(shown.width, 900)
    let unit = Double(width) / 1200
    let caption = Caption(
      self, reading, quarterTurns: characters.quarterTurns, width: Double(width), unit: unit)
    var page = Page(
      widthInInches: Double(width), heightInInches: Double(shown.height) + caption.height, dpi: 1
    ) { _ in InkColor(red: 250, green: 250, blue: 252) }
    let left = (width - shown.width) / 2
    page.place(shown, left: left, top: 0, paleness: Self.paleness)
    let scale = Double(shown.width) / Double(upright.width)
    Frames(characters, scale: scale, left: Double(left), unit: unit).draw(on: &page)
    caption.draw(on: &page, top: Double(shown.height))
    return page.image
  }

  private static func sized(_ picture: GrayImage) -> GrayImage {
    let small = picture.limited(toLongSide: longSide)
    let wanted = (leastWidth + small.width - 1) / small.width
    let factor = min(wanted, longSide / max(small.width, small.height))
    guard factor > 1 else { return small }
    return small.resized(width: small.width * factor, height: small.height * factor)
  }
}
