import Foundation

/// What the window around each character looks like in a ``Strip``, drawn from the shapes.
///
/// A window ends two columns (one module) right of the character's right edge. Each template has a
/// mean of 0 and a length of 1, so that a dot product with a window is a correlation.
struct GlyphTemplates: Sendable {
  /// The columns of a window: 7 modules and a margin of one on each side.
  static let columns = 18
  static let rows = Strip.windowRows
  static let size = columns * rows
  /// The column of a window that the right edge of the ink is in.
  static let rightEdge = columns - 3

  static let characters = MICRCharacter.allCases

  /// The templates of all characters, one after another.
  let values: [Float]
  /// The standard deviation of each character's window, where its ink is 1.
  let deviations: [Float]

  /// The templates at half their resolution, one after another.
  let coarse: [Float]
  /// The length of what each template loses with its resolution.
  let lost: [Float]

  /// Draws the templates.
  ///
  /// - Parameter blur: The standard deviation of the blur of print and camera, in half modules.
  init(blur: Double) {
    let drawn = Self.characters.map { Self.drawn(E13BGlyph($0), blur: blur) }
    let lengths = drawn.map(Self.length)
    values = zip(drawn, lengths).flatMap { window, length in window.map { $0 / length } }
    deviations = lengths.map { $0 / Float(Self.size).squareRoot() }
    let values = values
    let halves = drawn.indices.map {
      CoarseWindows.halved(values[$0 * Self.size..<($0 + 1) * Self.size])
    }
    coarse = halves.flatMap(\.self)
    lost = halves.map { half in max(1 - half.reduce(0) { $0 + $1 * $1 }, 0).squareRoot() }
  }

  /// The window of a glyph with a mean of 0.
  private static func drawn(_ glyph: E13BGlyph, blur: Double) -> [Float] {
    let margin = (rows - E13BGlyph.lineHeight) / 2
    let top = margin + E13BGlyph.lineHeight - glyph.bottom - glyph.height
    let left = rightEdge + 1 - glyph.width
    var ink = [Float](repeating: 0, count: size)
    for row in 0..<glyph.height {
      for column in 0..<glyph.width where glyph.isInk(column: column, row: row) {
        ink[(left + column) * rows + top + row] = 1
      }
    }
    let window = blurred(ink, by: blur)
    let mean = window.reduce(0, +) / Float(window.count)
    return window.map { $0 - mean }
  }

  private static func blurred(_ ink: [Float], by deviation: Double) -> [Float] {
    guard deviation > 0 else { return ink }
    let weights = (-reach...reach).map {
      Float(exp(-Double($0 * $0) / (2 * deviation * deviation)))
    }
    return blurredAcross(blurredDown(ink, weights), weights)
  }

  /// How far the blur reaches, in half modules.
  private static let reach = 4

  private static func blurredDown(_ ink: [Float], _ weights: [Float]) -> [Float] {
    var sums = [Float](repeating: 0, count: ink.count)
    for (weight, step) in zip(weights, -reach...reach) {
      let inside = max(-step, 0)..<rows - max(step, 0)
      for column in 0..<columns {
        for index in column * rows + inside.lowerBound..<column * rows + inside.upperBound {
          sums[index] += weight * ink[index + step]
        }
      }
    }
    let total = weights.reduce(0, +)
    return sums.map { $0 / total }
  }

  private static func blurredAcross(_ ink: [Float], _ weights: [Float]) -> [Float] {
    var sums = [Float](repeating: 0, count: ink.count)
    for (weight, step) in zip(weights, -reach...reach) {
      for index in max(-step, 0) * rows..<(columns - max(step, 0)) * rows {
        sums[index] += weight * ink[index + step * rows]
      }
    }
    let total = weights.reduce(0, +)
    return sums.map { $0 / total }
  }

  private static func length(of window: [Float]) -> Float {
    window.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
