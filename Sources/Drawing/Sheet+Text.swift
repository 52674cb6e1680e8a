import Foundation

/// How text looks on a sheet.
package struct TextStyle {
  /// The height of a capital, in inches.
  package var size: Double
  /// The width of a stroke as a share of the size.
  package var weight: Double
  /// How far to the right the top of a capital leans, as a share of the size.
  package var slant: Double
  /// How much a character rises and falls, as a share of the size.
  package var wobble: Double
  /// The extra space between characters, as a share of the size.
  package var tracking: Double

  /// Makes a style from its parts.
  package init(
    size: Double, weight: Double = 0.11, slant: Double = 0, wobble: Double = 0, tracking: Double = 0
  ) {
    self.size = size
    self.weight = weight
    self.slant = slant
    self.wobble = wobble
    self.tracking = tracking
  }

  /// Print, a little heavier than a rule.
  package static func printed(_ size: Double, weight: Double = 0.11) -> TextStyle {
    TextStyle(size: size, weight: weight)
  }

  /// Writing with a pen.
  package static func written(_ size: Double) -> TextStyle {
    TextStyle(size: size, weight: 0.085, slant: 0.28, wobble: 0.05, tracking: -0.02)
  }
}

/// Which point of a text stands at the given place.
package enum TextAnchor {
  case left
  case center
  case right
}

extension Sheet {
  /// Draws text with its base line at a place, made smaller where it is wider than `maxWidth`.
  ///
  /// - Parameter quarterTurns: how often the text is turned clockwise about the place.
  package mutating func text(
    _ text: String, at place: Point, _ style: TextStyle, anchor: TextAnchor = .left,
    maxWidth: Double = .infinity, quarterTurns: Int = 0
  ) {
    let glyphs = text.map(StrokeFont.glyph)
    let unit = style.size / StrokeFont.capHeight
    let space = Self.space(style)
    let wide = Self.width(of: glyphs, style)
    let shrink = min(1, maxWidth / max(wide, 0.001))
    var x =
      switch anchor {
      case .left: 0.0
      case .center: -wide * shrink / 2
      case .right: -wide * shrink
      }
    for (index, glyph) in glyphs.enumerated() {
      let rise = style.wobble * style.size * sin(Double(index) * 2.4)
      for stroke in glyph.strokes {
        let points = stroke.map { point in
          let up = (point.y * unit + rise) * shrink
          let right = x + point.x * unit * shrink + up * style.slant
          return turned(Point(right, -up), quarterTurns, about: place)
        }
        curve(points, width: style.weight * style.size)
      }
      x += (glyph.width * unit + space) * shrink
    }
  }

  /// How wide a text is in a style, in inches.
  package static func width(of text: String, _ style: TextStyle) -> Double {
    text.isEmpty ? 0 : width(of: text.map(StrokeFont.glyph), style)
  }

  private static func width(of glyphs: [StrokeFont.Glyph], _ style: TextStyle) -> Double {
    let unit = style.size / StrokeFont.capHeight
    return glyphs.reduce(-space(style)) { $0 + $1.width * unit + space(style) }
  }

  private static func space(_ style: TextStyle) -> Double {
    StrokeFont.spacing * style.size / StrokeFont.capHeight + style.tracking * style.size
  }

  private func turned(_ point: Point, _ quarterTurns: Int, about place: Point) -> Point {
    var offset = point
    for _ in 0..<quarterTurns { offset = Point(-offset.y, offset.x) }
    return Point(place.x + offset.x, place.y + offset.y)
  }
}
