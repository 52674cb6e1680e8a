import Foundation

/// Patterns of the paper and of the light: waves that darken, and a shadow that falls from one side.
struct Light {
  private struct Wave {
    var x: Double
    var y: Double
    var phase: Double
    var depth: Double
  }

  private var waves: [Wave] = []
  private var shadow: (edge: Double, lean: Double, depth: Double)?

  /// Waves some pixels long, as a security pattern or the moire of a screen has them.
  ///
  /// - Parameters:
  ///   - depth: By how many greys the waves darken at most.
  ///   - length: The shortest and the longest wave, in pixels.
  init(
    waves depth: Double, length: ClosedRange<Double>,
    using generator: inout some RandomNumberGenerator
  ) {
    for _ in 0..<3 {
      let angle = Double.random(in: 0...Double.pi, using: &generator)
      let turns = 2 * Double.pi / Double.random(in: length, using: &generator)
      waves.append(
        Wave(
          x: cos(angle) * turns, y: sin(angle) * turns,
          phase: Double.random(in: 0...6, using: &generator), depth: depth / 6))
    }
  }

  /// A soft shadow whose darkest part keeps this share of the light less than 1.
  init(shadow depth: Double, using generator: inout some RandomNumberGenerator) {
    shadow = (
      Double.random(in: 0.2...0.8, using: &generator),
      Double.random(in: -0.5...0.5, using: &generator), depth
    )
  }

  func applied(to plane: Plane) -> Plane {
    var result = plane
    for row in 0..<plane.height {
      for column in 0..<plane.width {
        let index = row * plane.width + column
        var light = Double(plane.samples[index])
        for wave in waves {
          let phase = wave.x * Double(column) + wave.y * Double(row) + wave.phase
          light -= wave.depth * (1 + sin(phase))
        }
        if let shadow {
          let (x, y) = (
            Double(column) / Double(plane.width), Double(row) / Double(plane.height)
          )
          let inside = 1 / (1 + exp(-12 * (x + shadow.lean * (y - 0.5) - shadow.edge)))
          light *= 1 - shadow.depth * inside
        }
        result.samples[index] = UInt8(clamping: light)
      }
    }
    return result
  }
}
