import CheckImaging
import CheckRendering
import Foundation
import MICR

/// Print on a strip of paper, as the share of ink at each place; measured in modules.
struct Paper {
  /// Samples to a module.
  static let scale = 6
  static let heightInModules = 26

  /// How the paper lies in the picture.
  struct View {
    var moduleWidth: Double
    var moduleHeight: Double
    var slope: Double
    var bend: Double
  }

  let width: Int
  let height = heightInModules * scale
  var ink: [Float]
  /// How far a place one module up is to the right, in modules.
  private var slant = 0.0
  private(set) var characters: [(character: MICRCharacter, right: Double)] = []

  init(using random: inout SeededGenerator) {
    let count = Int.random(in: 8...14, using: &random)
    let lengthInModules = Double(count + 2) * E13BGlyph.pitchInModules
    width = Int(lengthInModules) * Self.scale
    ink = [Float](repeating: 0, count: width * height)
    var right = E13BGlyph.pitchInModules * 1.2
    let pitch = E13BGlyph.pitchInModules * Double.random(in: 0.97...1.03, using: &random)
    let sway = Double.random(in: 0...0.25, using: &random)
    // Look-alikes of the font draw some shapes wider or narrower.
    let unlikeness = random.chance(0.5) ? Double.random(in: 0...0.18, using: &random) : 0
    slant = random.chance(0.4) ? 0.07 * random.normal() : 0
    while right < lengthInModules - 4 {
      if random.chance(0.1) {
        if random.chance(0.6) { addStranger(endingAt: right, using: &random) }
      } else {
        let character = MICRCharacter.allCases.randomElement(using: &random) ?? .zero
        let place = right + sway * random.normal() * 0.5
        draw(
          E13BGlyph(character), right: place,
          base: Double(Self.heightInModules) / 2 + 4.5 + sway * random.normal() * 0.5, size: 1,
          width: max(min(1 + unlikeness * random.normal(), 1.35), 0.75))
        characters.append((character, place))
      }
      right += pitch
    }
  }

  /// Draws a shape of a size relative to that of the line.
  private mutating func draw(
    _ glyph: E13BGlyph, right: Double, base: Double, size: Double, width: Double = 1
  ) {
    let half = size / 2
    for row in 0..<glyph.height {
      let top = base - Double(glyph.bottom + glyph.height - row) * half
      let lean = slant * (Double(Self.heightInModules) / 2 - top - half / 2)
      for column in 0..<glyph.width where glyph.isInk(column: column, row: row) {
        let left = right + lean - Double(glyph.width - column) * half * width
        fill(left: left, top: top, right: left + half * width, bottom: top + half, value: 1)
      }
    }
  }

  mutating func fill(left: Double, top: Double, right: Double, bottom: Double, value: Float) {
    let scale = Double(Self.scale)
    let columns =
      Int(
        (left * scale).rounded())..<max(
        Int((right * scale).rounded()), Int((left * scale).rounded()))
    let rows =
      Int(
        (top * scale).rounded())..<max(
        Int((bottom * scale).rounded()), Int((top * scale).rounded()))
    for row in rows.clamped(to: 0..<height) {
      for column in columns.clamped(to: 0..<width) { ink[row * width + column] = value }
    }
  }

  /// Something that stands where a character could: bars, a box, a shape of the wrong size.
  private mutating func addStranger(endingAt right: Double, using random: inout SeededGenerator) {
    let middle = Double(Self.heightInModules) / 2
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      let size =
        random.chance(0.5)
        ? Double.random(in: 0.4...0.7, using: &random)
        : Double.random(in: 1.4...1.9, using: &random)
      let character = MICRCharacter.allCases.randomElement(using: &random) ?? .zero
      draw(
        E13BGlyph(character), right: right,
        base: middle + Double.random(in: 2...6, using: &random), size: size)
    case 1:
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let left = right - Double.random(in: 0...7, using: &random)
        fill(
          left: left, top: middle - Double.random(in: 2...9, using: &random),
          right: left + Double.random(in: 0.6...1.6, using: &random),
          bottom: middle + Double.random(in: 2...9, using: &random), value: 1)
      }
    case 2:
      let (top, bottom) = (middle - Double.random(in: 3...8, using: &random), middle + 5.0)
      for inset in [0.0, 1] {
        fill(
          left: right - 6 + inset, top: top + inset, right: right - inset, bottom: bottom - inset,
          value: inset == 0 ? 1 : 0)
      }
    default:
      let points = (0..<4).map { _ in
        (
          right - Double.random(in: 0...8, using: &random),
          middle + Double.random(in: -5...5, using: &random)
        )
      }
      for (from, to) in zip(points, points.dropFirst()) {
        stroke(from: from, to: to, width: 1.1, value: 1)
      }
    }
  }

  mutating func stroke(
    from: (Double, Double), to: (Double, Double), width: Double, value: Float
  ) {
    let length = hypot(to.0 - from.0, to.1 - from.1)
    let steps = max(Int(length * 3), 1)
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      let (x, y) = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
      dot(x: x, y: y, width: width, value: value)
    }
  }

  private mutating func dot(x: Double, y: Double, width: Double, value: Float) {
    let scale = Double(Self.scale)
    let radius = width * scale / 2
    let (centerX, centerY) = (x * scale, y * scale)
    for row in (Int(centerY - radius)..<Int(centerY + radius) + 1).clamped(to: 0..<height) {
      for column in (Int(centerX - radius)..<Int(centerX + radius) + 1).clamped(to: 0..<self.width)
      where hypot(Double(column) - centerX, Double(row) - centerY) <= radius {
        ink[row * self.width + column] = max(ink[row * self.width + column], value)
      }
    }
  }
}
