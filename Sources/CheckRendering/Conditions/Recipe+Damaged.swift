import CheckImaging
import Drawing
import MICR

extension Recipe {
  /// What becomes of a line.
  private enum Harm: CaseIterable {
    case bar, tape, band, cut, torn
  }

  /// A picture of a line that lost some of its print, captured in the way of one of the other
  /// conditions.
  mutating func damagedPicture(of line: PrintedLine) -> GrayImage {
    var capture = captured()
    let design = capture.design(for: line)
    var degradations = capture.degradations(dpi: design.dpi)
    for _ in 0..<(chance(0.3) ? 2 : 1) {
      add(Harm.allCases.randomElement(using: &generator) ?? .bar, to: &degradations, on: design)
    }
    return degradations.apply(to: CheckRenderer.renderGray(design), using: &generator)
  }

  private mutating func add(
    _ harm: Harm, to degradations: inout Degradations, on design: CheckDesign
  ) {
    let wide = design.widthInInches
    // Where harm begins: anywhere from left of the line to its end.
    let end =
      MICRPrinter.firstPositionInInches + Double(design.micr.lastPosition - 1)
      * E13BGlyph.pitchInInches
    let length = Double(design.micr.text.count) * E13BGlyph.pitchInInches
    let place = wide - end - any(-0.05...length + 0.1)
    let middle = 1 - MICRPrinter.firstPositionInInches / design.heightInInches
    var mark = Mark(left: place / wide, width: 0)
    switch harm {
    case .tape where degradations.bitonal == .none:
      mark.width = any(0.05...0.8) / wide
      (mark.top, mark.bottom) = (middle - any(0.03...0.2), middle + any(0.03...0.2))
      mark.slant = any(-0.2...0.2)
      mark.gray = UInt8.random(in: 100...190, using: &generator)
      mark.opacity = any(0.7...1)
    case .bar, .tape:
      // What is paler leaves no trace in black and white.
      mark.width = any(0.02...0.4) / wide
      mark.top = any(0...middle - 0.06)
      mark.slant = any(-0.6...0.6)
      mark.gray = UInt8.random(in: 0...110, using: &generator)
      mark.opacity = any(0.6...1)
    case .band:
      // A check and its ground move past the sensor: the band is not where the line is.
      mark = Mark(
        left: any(0.05...0.95), width: any(0.01...0.08) / wide, gray: 255, opacity: any(0.6...1))
      degradations.damage.bands.append(mark)
      return
    case .cut:
      if chance(0.5) {
        degradations.damage.cutLeft = any(0...0.45)
      } else {
        degradations.damage.cutRight = any(0...0.45)
      }
      return
    case .torn:
      // The ground shows through, from a slanting edge to the side of the check; one as light as the
      // paper leaves no trace.
      let isLeft = place < wide / 2
      (mark.left, mark.width) = isLeft ? (-1, 1 + place / wide) : (place / wide, 2)
      mark.top = any(0...middle - 0.06)
      mark.slant = any(-0.5...0.5)
      mark.gray = UInt8.random(in: 0...120, using: &generator)
    }
    // What leans is at its place where the line is.
    mark.left -=
      mark.slant * (middle - (mark.top + mark.bottom) / 2) * design.heightInInches / wide
    degradations.damage.marks.append(mark)
  }
}
