/// Smooth noise from 0 to 1: random values at whole places, and a smooth way between them.
///
/// It repeats every 64 places in both directions.
struct ValueNoise {
  private let lattice: [Float]

  init(using generator: inout some RandomNumberGenerator) {
    lattice = (0..<64 * 64).map { _ in Float.random(in: 0...1, using: &generator) }
  }

  func callAsFunction(_ x: Float, _ y: Float) -> Float {
    let (column, row) = (Int(floorOf: x), Int(floorOf: y))
    let (right, down) = (Self.eased(x - Float(column)), Self.eased(y - Float(row)))
    let upper = at(column, row) * (1 - right) + at(column + 1, row) * right
    let lower = at(column, row + 1) * (1 - right) + at(column + 1, row + 1) * right
    return upper * (1 - down) + lower * down
  }

  /// Coarse noise with finer noise on it, each octave half as high.
  func layered(_ x: Float, _ y: Float, octaves: Int) -> Float {
    var (sum, total, height, step) = (Float(0), Float(0), Float(1), Float(1))
    for octave in 0..<octaves {
      let shift = Float(octave) * 17
      sum += height * self(x * step + shift, y * step + shift)
      total += height
      height /= 2
      step *= 2
    }
    return sum / total
  }

  private static func eased(_ share: Float) -> Float { share * share * (3 - 2 * share) }

  private func at(_ column: Int, _ row: Int) -> Float {
    lattice[(row & 63) << 6 | column & 63]
  }
}

extension Int {
  /// The whole number at or below a finite one of a few digits; without a call, as rounding has one
  /// on processors of the oldest kind.
  init(floorOf value: Float) {
    let whole = Int(value)
    self = Float(whole) > value ? whole - 1 : whole
  }
}
