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

  /// Draws the templates.
  ///
  /// - Parameter blur: The standard deviation of the blur of print and camera, in half modules.
  init(blur: Double) {
    let drawn = Self.characters.map { Self.drawn(E13BGlyph($0), blur: blur) }
    values = drawn.flatMap { window in window.map { $0 / Self.length(of: window) } }
    deviations = drawn.map { Self.length(of: $0) / Float(Self.size).squareRoot() }
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
    let weights = (-4...4).map { Float(exp(-Double($0 * $0) / (2 * deviation * deviation))) }
    let total = weights.reduce(0, +)
    func pass(_ values: [Float], stride: Int, count: Int, of position: (Int) -> Int) -> [Float] {
      var result = values
      for index in values.indices {
        var sum: Float = 0
        for (weight, step) in zip(weights, -4...4) {
          let place = position(index) + step
          if (0..<count).contains(place) { sum += weight * values[index + step * stride] }
        }
        result[index] = sum / total
      }
      return result
    }
    let down = pass(ink, stride: 1, count: rows) { $0 % rows }
    return pass(down, stride: rows, count: columns) { $0 / rows }
  }

  private static func length(of window: [Float]) -> Float {
    window.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
