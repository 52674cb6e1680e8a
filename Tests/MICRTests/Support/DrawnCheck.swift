import CheckImaging
import Foundation
import MICR

/// A picture with one E-13B line, drawn sample by sample from the shapes.
struct DrawnCheck {
  enum Paper {
    case white
    case gray(Double)
    /// From one shade on the left to another on the right.
    case gradient(Double, Double)
    /// Fine waves between two shades.
    case guilloche(Double, Double)
  }

  /// The line in A/B/C/D notation; each space is one empty cell.
  var line: String
  var widthInches = 6.0
  var heightInches = 1.75
  var dpi = 200.0
  /// Clockwise, around the middle of the picture.
  var angleDegrees = 0.0
  var isUpsideDown = false
  var paper = Paper.white
  var ink = 20.0
  /// The largest error of a pixel, in grey values.
  var noise = 0
  var seed: UInt64 = 1
  /// Whether a frame, ruled lines and blocks of other print stand above the line.
  var hasClutter = false
  /// From the right edge of the picture to that of the line, and from its bottom to the base line.
  var rightInches = 0.3125
  var baseInches = 0.25

  func draw() -> GrayImage {
    let width = Int(widthInches * dpi)
    let height = Int(heightInches * dpi)
    let glyphs = line.map { MICRCharacter(rawValue: $0).map { E13BGlyph($0) } }
    let angle = (angleDegrees + (isUpsideDown ? 180 : 0)) * .pi / 180
    let (sine, cosine) = (sin(angle), cos(angle))
    var generator = SeededGenerator(seed: seed)
    var pixels = [UInt8](repeating: 0, count: width * height)
    for y in 0..<height {
      for x in 0..<width {
        // Only the line is worth nine samples a pixel.
        let fromX = (Double(x) + 0.5 - Double(width) / 2) / dpi
        let fromY = (Double(y) + 0.5 - Double(height) / 2) / dpi
        let inchX = cosine * fromX + sine * fromY + widthInches / 2
        let inchY = cosine * fromY - sine * fromX + heightInches / 2
        var covered = hasClutter && isClutter(inchX, inchY) ? 1.0 : 0
        if abs(heightInches - baseInches - 0.0585 - inchY) < 0.08 + 1 / dpi {
          for step in 0..<9 {
            let right = (Double(step % 3) - 1) / 3 / dpi
            let down = (Double(step / 3) - 1) / 3 / dpi
            let x = inchX + cosine * right + sine * down
            let y = inchY + cosine * down - sine * right
            if isLine(x, y, glyphs) { covered = min(covered + 1 / 9.0, 1) }
          }
        }
        let light = shade(Double(x) / Double(width), Double(y) / dpi, Double(x) / dpi)
        var value = light * (1 - covered) + ink * covered
        if noise > 0 { value += Double(Int.random(in: -noise...noise, using: &generator)) }
        pixels[y * width + x] = UInt8(min(max(value, 0), 255))
      }
    }
    return GrayImage(width: width, height: height, pixels: pixels)
  }

  private func shade(_ share: Double, _ inchY: Double, _ inchX: Double) -> Double {
    switch paper {
    case .white: return 255
    case .gray(let value): return value
    case .gradient(let left, let right): return left + (right - left) * share
    case .guilloche(let low, let high):
      let wave = sin(60 * inchY + 9 * sin(7 * inchX)) * sin(45 * inchX + 5 * sin(11 * inchY))
      return (low + high) / 2 + (high - low) / 2 * wave
    }
  }

  /// Whether there is ink of the line at a place, in inches from the top left of the check.
  private func isLine(_ x: Double, _ y: Double, _ glyphs: [E13BGlyph?]) -> Bool {
    let module = E13BGlyph.moduleInInches
    let row = (heightInches - baseInches - y) / (module / 2)
    if row >= 0 && row < Double(E13BGlyph.lineHeight) {
      let fromRight = (widthInches - rightInches - x) / E13BGlyph.pitchInInches
      let index = glyphs.count - 1 - Int(fromRight.rounded(.down))
      if fromRight >= 0, glyphs.indices.contains(index), let glyph = glyphs[index] {
        let inCell = (fromRight - fromRight.rounded(.down)) * E13BGlyph.pitchInInches
        let column = glyph.width - 1 - Int(inCell / (module / 2))
        let glyphRow = glyph.height - 1 - (Int(row) - glyph.bottom)
        return glyph.isInk(column: column, row: glyphRow)
      }
    }
    return false
  }

  private func isClutter(_ x: Double, _ y: Double) -> Bool {
    let fromEdge = min(x, widthInches - x, y, heightInches - y)
    if fromEdge > 0.05 && fromEdge < 0.07 { return true }
    guard x > 0.4, x < widthInches - 0.4, y > 0.3, y < heightInches - 0.75 else { return false }
    let row = (y - 0.3) / 0.3
    if row - row.rounded(.down) > 0.95 { return true }
    // Letters of uneven width: bars with gaps that drift along the row.
    let letter = sin(x * 61 + row.rounded(.down) * 3) + sin(x * 37)
    return row - row.rounded(.down) > 0.5 && row - row.rounded(.down) < 0.85 && letter > 0.4
  }
}
