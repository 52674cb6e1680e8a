import Drawing

/// A straight mark with parallel sides over a picture: a bar, a strip of tape, the band that a dirty
/// sensor leaves, or the ground where paper is missing.
///
/// Places are shares of the picture's width and height from its top left; what lies outside is left
/// out.
public struct Mark: Codable, Sendable, Hashable {
  /// Where its left side is, in its middle row.
  public var left: Double
  /// How wide it is, as a share of the picture's width.
  public var width: Double
  /// Where it begins, from -1 to 2.
  public var top: Double
  /// Where it ends, from -1 to 2.
  public var bottom: Double
  /// How far it leans: the columns to the right for each row down, from -3 to 3.
  public var slant: Double
  /// Its grey.
  public var gray: UInt8
  /// The share of the light below that it keeps back, from 0 (nothing) to 1.
  public var opacity: Double

  /// Makes a mark; one of which only the place is given is black and upright, from edge to edge.
  public init(
    left: Double, width: Double, top: Double = 0, bottom: Double = 1, slant: Double = 0,
    gray: UInt8 = 0, opacity: Double = 1
  ) {
    self.left = left
    self.width = width
    self.top = top
    self.bottom = bottom
    self.slant = slant
    self.gray = gray
    self.opacity = opacity
  }

  /// Draws it on all planes.
  func draw(on planes: inout [Plane]) {
    let (across, down) = (planes[0].width, planes[0].height)
    let rows = Self.places(from: top, to: bottom, of: down)
    let opacity = opacity.within(0...1)
    let table = (0...255).map {
      UInt8(clamping: Double($0) * (1 - opacity) + Double(gray) * opacity)
    }
    let middle = (top.within(-1...2) + bottom.within(-1...2)) / 2 * Double(down)
    for row in rows {
      let shift = slant.within(-3...3) * (Double(row) + 0.5 - middle) / Double(across)
      let columns = Self.places(from: left + shift, to: left + shift + width, of: across)
      for index in planes.indices {
        for at in row * across + columns.lowerBound..<row * across + columns.upperBound {
          planes[index].samples[at] = table[Int(planes[index].samples[at])]
        }
      }
    }
  }

  /// The pixels between two shares of a side.
  private static func places(from start: Double, to end: Double, of length: Int) -> Range<Int> {
    let first = Int((start.within(0...1) * Double(length)).rounded())
    return first..<max(first, Int((end.within(0...1) * Double(length)).rounded()))
  }
}
