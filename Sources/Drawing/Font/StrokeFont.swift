import Foundation

/// A stroke alphabet for printed and written text: every printable ASCII character.
///
/// The base line is at 0 and y runs up; capitals are ``capHeight`` high, small letters 8.
enum StrokeFont {
  struct Glyph: Sendable {
    let width: Double
    let strokes: [[Point]]
  }

  static let capHeight = 12.0

  /// The space between characters, in the units of the glyphs.
  static let spacing = 3.2

  /// The glyph of a character; a question mark for one that the font does not have.
  static func glyph(_ character: Character) -> Glyph {
    glyphs[character] ?? glyphs["?"] ?? Glyph(width: 0, strokes: [])
  }

  static let glyphs: [Character: Glyph] = {
    var glyphs: [Character: Glyph] = [" ": Glyph(width: 3.6, strokes: [])]
    for outlines in [capitals, smallLetters, digits, marks] {
      for (character, outline) in outlines { glyphs[character] = StrokeOutline.glyph(outline) }
    }
    return glyphs
  }()
}
