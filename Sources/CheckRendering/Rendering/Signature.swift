import Drawing
import Foundation

/// A signature that nobody signs with: loops that run out to the right, and a line below.
enum Signature {
  /// The strokes, within a box whose bottom is the base line; measures in inches.
  static func strokes(left: Double, base: Double, width: Double, height: Double, seed: UInt64)
    -> [[Point]]
  {
    var generator = SeededGenerator(seed: seed ^ 0x5167)
    let loops = Double.random(in: 6...9, using: &generator)
    let phase = Double.random(in: 0..<6, using: &generator)
    let swing = Double.random(in: 0.05...0.09, using: &generator)
    let fade = Double.random(in: 2...5, using: &generator)
    let second = Double.random(in: 0.35...0.6, using: &generator)
    let name = (0...240).map { step in
      let along = Double(step) / 240
      let turn = along * loops * 2 * .pi + phase
      let capitals = exp(-fade * along * 3) + 0.8 * exp(-pow((along - second) * 14, 2))
      let tall = 0.22 + 0.7 * min(1, capitals)
      let x = left + width * (0.05 + 0.82 * along + swing * cos(turn))
      return Point(x, base - height * tall * (0.42 + 0.55 * sin(turn)) - height * 0.05 * along)
    }
    let flourish = (0...40).map { step in
      let along = Double(step) / 40
      return Point(
        left + width * (0.98 - 0.8 * along), base + height * (0.07 + 0.06 * sin(along * .pi)))
    }
    return [name, flourish]
  }
}
