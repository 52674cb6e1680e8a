import CheckRendering
import Foundation

extension Paper {
  /// Heavy or faint print, ragged edges, voids, spots, pen strokes.
  mutating func wear(using random: inout SeededGenerator) {
    let scale = Double(Self.scale)
    // Ink spreads and its edge is where it falls below a level: a low level is heavy print.
    let isRuined = random.chance(0.3)
    let spread = Double.random(in: 0.15...(isRuined ? 0.9 : 0.45), using: &random) * scale
    blur(sigma: Float(spread))
    let level = Float(Double.random(in: isRuined ? 0.12...0.7 : 0.22...0.78, using: &random))
    // Places where the print is fainter, or heavier, than elsewhere.
    if random.chance(0.4) {
      let strength = Float(Double.random(in: 0...0.9, using: &random))
      let patches = noise(
        cell: Int(scale * Double.random(in: 1.5...6, using: &random)), using: &random)
      for index in ink.indices where ink[index] > 0.02 { ink[index] += strength * patches[index] }
    }
    let raggedness = random.chance(0.5) ? Float(Double.random(in: 0...0.35, using: &random)) : 0
    if raggedness > 0 {
      let grain = noise(
        cell: Int(scale * Double.random(in: 0.25...0.9, using: &random)), using: &random)
      for index in ink.indices { ink[index] += raggedness * grain[index] }
    }
    for index in ink.indices { ink[index] = min(max((ink[index] - level) * 5 + 0.5, 0), 1) }
    spots(using: &random)
    if random.chance(0.3) { penStrokes(using: &random) }
  }

  private mutating func spots(using random: inout SeededGenerator) {
    let voids = random.chance(0.5) ? Int.random(in: 0...25, using: &random) : 0
    let spots = random.chance(0.3) ? Int.random(in: 0...40, using: &random) : 0
    for number in 0..<voids + spots {
      let x = Double.random(in: 0...Double(width / Self.scale), using: &random)
      let y = Double.random(in: 5...Double(Self.heightInModules - 5), using: &random)
      let size = Double.random(in: 0.2...(random.chance(0.15) ? 2 : 0.9), using: &random)
      fill(left: x, top: y, right: x + size, bottom: y + size, value: number < voids ? 0 : 1)
    }
    // A line without toner, or a scratch.
    if random.chance(0.08) {
      let y = Double.random(in: 8...18, using: &random)
      fill(
        left: 0, top: y, right: Double(width),
        bottom: y + Double.random(in: 0.2...0.8, using: &random),
        value: random.chance(0.6) ? 0 : 0.8)
    }
  }

  private mutating func penStrokes(using random: inout SeededGenerator) {
    let darkness = Float(Double.random(in: 0.25...1, using: &random))
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      var point = (
        Double.random(in: 0...Double(width / Self.scale), using: &random),
        random.chance(0.5) ? 0 : Double(Self.heightInModules)
      )
      let down = point.1 == 0 ? 1.0 : -1.0
      let thickness = Double.random(in: 0.3...1.6, using: &random)
      let lean = Double.random(in: -1.5...1.5, using: &random)
      for _ in 0..<6 {
        let next = (
          point.0 + lean * 4 + Double.random(in: -3...3, using: &random),
          point.1 + down * Double.random(in: 2...6, using: &random)
        )
        stroke(from: point, to: next, width: thickness, value: darkness)
        point = next
      }
    }
  }

  private mutating func blur(sigma: Float) {
    let reach = max(Int(2.5 * sigma), 2)
    let weights = (-reach...reach).map { exp(-Float($0 * $0) / (2 * sigma * sigma)) }
    let total = weights.reduce(0, +)
    let normal = weights.map { $0 / total }
    for (count, stride) in [(width, 1), (height, width)] {
      var result = ink
      for line in 0..<ink.count / count {
        let start = stride == 1 ? line * width : line
        for index in reach..<count - reach {
          var sum: Float = 0
          for step in normal.indices {
            sum += normal[step] * ink[start + (index + step - reach) * stride]
          }
          result[start + index * stride] = sum
        }
      }
      ink = result
    }
  }

  /// Smooth noise between -1 and 1 that changes over a number of samples.
  private func noise(cell: Int, using random: inout SeededGenerator) -> [Float] {
    let cell = max(cell, 1)
    let columns = width / cell + 2
    let rows = height / cell + 2
    let knots = (0..<columns * rows).map { _ in Float.random(in: -1...1, using: &random) }
    return (0..<width * height).map { index in
      let (x, y) = (index % width, index / width)
      let (column, row) = (x / cell, y / cell)
      let (shareX, shareY) = (
        Float(x % cell) / Float(cell), Float(y % cell) / Float(cell)
      )
      let top =
        knots[row * columns + column] * (1 - shareX)
        + knots[row * columns + column + 1] * shareX
      let bottom =
        knots[(row + 1) * columns + column] * (1 - shareX)
        + knots[(row + 1) * columns + column + 1] * shareX
      return top * (1 - shareY) + bottom * shareY
    }
  }
}
