import Foundation

/// Strokes of a pen and rubber stamps over the lower part of a check.
struct PaperMarks {
  /// How much of the light each pixel keeps, from 0 to 1.
  private var kept: [Float]
  private let width: Int
  private let height: Int

  init(
    strokes: Int, stamps: Int, _ plane: Plane, using generator: inout some RandomNumberGenerator
  ) {
    width = plane.width
    height = plane.height
    kept = [Float](repeating: 1, count: width * height)
    for _ in 0..<strokes { addStroke(using: &generator) }
    for _ in 0..<stamps { addStamp(using: &generator) }
  }

  func applied(to plane: Plane) -> Plane {
    var result = plane
    for index in result.samples.indices where kept[index] < 1 {
      result.samples[index] = UInt8(Float(result.samples[index]) * kept[index])
    }
    return result
  }

  /// A loop of a signature that hangs down into the line.
  private mutating func addStroke(using generator: inout some RandomNumberGenerator) {
    let (wide, tall) = (Double(width), Double(height))
    let left = Double.random(in: 0.05...0.95, using: &generator) * wide
    let reach = Double.random(in: 0.02...0.12, using: &generator) * wide
    let thickness = Double.random(in: 0.002...0.007, using: &generator) * tall
    let strength = Float.random(in: 0.5...0.95, using: &generator)
    let phase = Double.random(in: 0...6, using: &generator)
    for step in 0..<600 {
      let share = Double(step) / 600
      draw(
        x: left + reach * (share + 0.4 * sin(7 * share + phase)),
        y: tall * (0.7 + 0.32 * sin(3 * share)), radius: thickness, strength: strength)
    }
  }

  /// A frame with bars in it, as a bank's stamp looks from afar.
  private mutating func addStamp(using generator: inout some RandomNumberGenerator) {
    let (wide, tall) = (Double(width), Double(height))
    let left = Double.random(in: 0.1...0.7, using: &generator) * wide
    let top = Double.random(in: 0.75...0.85, using: &generator) * tall
    let strength = Float.random(in: 0.25...0.55, using: &generator)
    let (right, bottom) = (left + 0.18 * wide, top + 0.2 * tall)
    let line = 0.008 * tall
    for share in stride(from: 0.0, through: 1, by: 0.002) {
      for y in [top, bottom, top + 0.3 * (bottom - top)] {
        draw(x: left + share * (right - left), y: y, radius: line, strength: strength)
      }
      for x in [left, right] {
        draw(x: x, y: top + share * (bottom - top), radius: line, strength: strength)
      }
    }
  }

  private mutating func draw(x: Double, y: Double, radius: Double, strength: Float) {
    let rows = (Int(y - radius)..<Int(y + radius) + 1).clamped(to: 0..<height)
    let columns = (Int(x - radius)..<Int(x + radius) + 1).clamped(to: 0..<width)
    for row in rows {
      for column in columns where hypot(Double(column) - x, Double(row) - y) <= radius {
        kept[row * width + column] = min(kept[row * width + column], 1 - strength)
      }
    }
  }
}
