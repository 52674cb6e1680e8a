/// Compares the windows of a strip with the templates.
struct StripClassifier {
  /// The windows of a strip at one vertical shift, column by column.
  private struct Level {
    var samples: [Float]
    var sums: [Float]
    var squares: [Float]
  }

  private let templates: GlyphTemplates
  private let levels: [Level]
  private let coarse: CoarseWindows
  let columns: Int

  /// The shifts of a window, in rows: from above to below the middle of the strip.
  static let shifts = -Strip.slack...Strip.slack

  init(_ strip: Strip, templates: GlyphTemplates) {
    self.templates = templates
    columns = strip.columns
    coarse = CoarseWindows(strip)
    levels = Self.shifts.map { Self.level(of: strip, shift: $0) }
  }

  private static func level(of strip: Strip, shift: Int) -> Level {
    let rows = Strip.windowRows
    let count = strip.columns
    var samples = [Float](repeating: 0, count: count * rows)
    var sums = [Float](repeating: 0, count: count + 1)
    var squares = [Float](repeating: 0, count: count + 1)
    samples.withUnsafeMutableBufferPointer { samples in
      strip.ink.withUnsafeBufferPointer { ink in
        for column in 0..<count {
          let from = column &* Strip.rows &+ Strip.slack &+ shift
          var sum: Float = 0
          var square: Float = 0
          for row in 0..<rows {
            let value = ink[from &+ row]
            samples[column &* rows &+ row] = value
            sum += value
            square += value * value
          }
          sums[column + 1] = sums[column] + sum
          squares[column + 1] = squares[column] + square
        }
      }
    }
    return Level(samples: samples, sums: sums, squares: squares)
  }

  /// The range of columns that a right edge may be in.
  var places: Range<Int> {
    let first = GlyphTemplates.rightEdge
    let last = columns - (GlyphTemplates.columns - GlyphTemplates.rightEdge) + 1
    return first..<max(first, last)
  }

  private func mean(at column: Int, shift: Int) -> Float {
    let sums = levels[shift + Strip.slack].sums
    let first = column - GlyphTemplates.rightEdge
    return (sums[first + GlyphTemplates.columns] - sums[first]) / Float(GlyphTemplates.size)
  }

  /// The standard deviation of the window whose right edge is in a column, in units of ink.
  func deviation(at column: Int, shift: Int) -> Float {
    let level = levels[shift + Strip.slack]
    let first = column - GlyphTemplates.rightEdge
    let last = first + GlyphTemplates.columns
    let mean = self.mean(at: column, shift: shift)
    let square = (level.squares[last] - level.squares[first]) / Float(GlyphTemplates.size)
    return max(square - mean * mean, 0).squareRoot()
  }

  /// The standard deviation of a character's window, where its ink is 1.
  func deviationOfTemplate(_ character: Int) -> Float { templates.deviations[character] }

  /// The correlation of each character with the window whose right edge is in a column.
  func correlations(at column: Int, shift: Int) -> [Float] {
    let deviation = self.deviation(at: column, shift: shift)
    let count = GlyphTemplates.characters.count
    guard deviation > 0.5 else { return [Float](repeating: 0, count: count) }
    let scale = 1 / (deviation * Float(GlyphTemplates.size).squareRoot())
    let first = (column - GlyphTemplates.rightEdge) * GlyphTemplates.rows
    return levels[shift + Strip.slack].samples.withUnsafeBufferPointer { samples in
      templates.values.withUnsafeBufferPointer { values in
        guard let window = samples.baseAddress, let templates = values.baseAddress else {
          return []
        }
        return (0..<count).map { index in
          scale
            * Self.product(window + first, templates + index * GlyphTemplates.size)
        }
      }
    }
  }

  /// The character with the greatest correlation with the window whose right edge is in a column;
  /// `nil` where none exceeds a limit.
  func bestCorrelation(
    at column: Int, shift: Int, above limit: Float
  ) -> (character: Int, score: Float)? {
    let deviation = self.deviation(at: column, shift: shift)
    guard deviation > 0.5 else { return nil }
    let scale = 1 / (deviation * Float(GlyphTemplates.size).squareRoot())
    let first = column - GlyphTemplates.rightEdge
    var bounds = coarse.bounds(
      from: first, shift: shift, mean: mean(at: column, shift: shift), scale: scale,
      templates: templates)
    guard bounds.max() > limit else { return nil }
    return levels[shift + Strip.slack].samples.withUnsafeBufferPointer { samples in
      templates.values.withUnsafeBufferPointer { values in
        guard let window = samples.baseAddress, let templates = values.baseAddress else {
          return nil
        }
        var best: (character: Int, score: Float)?
        // The likeliest first, so that most of the others need no look.
        while true {
          let index = bounds.indices.max { bounds[$0] < bounds[$1] } ?? 0
          guard bounds[index] > best?.score ?? limit else { return best }
          bounds[index] = -1
          let score =
            scale
            * Self.product(
              window + first * GlyphTemplates.rows, templates + index * GlyphTemplates.size)
          if score > best?.score ?? limit { best = (index, score) }
        }
      }
    }
  }

  /// The chances of each character and, last, of none for the window whose right edge is in a
  /// column; `nil` where there is nothing but paper.
  func chances(at column: Int, shift: Int) -> [Float]? {
    let deviation = self.deviation(at: column, shift: shift)
    guard deviation > 0.5 else { return nil }
    let first = column - GlyphTemplates.rightEdge
    let mean = self.mean(at: column, shift: shift)
    return levels[shift + Strip.slack].samples.withUnsafeBufferPointer { samples in
      samples.baseAddress.map {
        GlyphNetwork.fitted.chances(
          of: $0 + first * GlyphTemplates.rows, mean: mean, deviation: deviation)
      }
    }
  }

  /// A window with a mean of 0 and a deviation of 1, to fit the network with; `nil` where there is
  /// nothing but paper.
  func normalizedWindow(at column: Int, shift: Int) -> [Float]? {
    let deviation = self.deviation(at: column, shift: shift)
    guard deviation > 0.5 else { return nil }
    let first = (column - GlyphTemplates.rightEdge) * GlyphTemplates.rows
    let window = levels[shift + Strip.slack].samples[first..<first + GlyphTemplates.size]
    let mean = self.mean(at: column, shift: shift)
    return window.map { ($0 - mean) / deviation }
  }

  /// The correlation of one character with the window whose right edge is in a column.
  func correlation(of character: Int, at column: Int, shift: Int) -> Float {
    let deviation = self.deviation(at: column, shift: shift)
    guard deviation > 0.5 else { return 0 }
    let first = (column - GlyphTemplates.rightEdge) * GlyphTemplates.rows
    return levels[shift + Strip.slack].samples.withUnsafeBufferPointer { samples in
      templates.values.withUnsafeBufferPointer { values in
        guard let window = samples.baseAddress, let templates = values.baseAddress else { return 0 }
        return Self.product(window + first, templates + character * GlyphTemplates.size)
          / (deviation * Float(GlyphTemplates.size).squareRoot())
      }
    }
  }

  private static func product(
    _ first: UnsafePointer<Float>, _ second: UnsafePointer<Float>
  ) -> Float {
    var low = SIMD8<Float>.zero
    var high = SIMD8<Float>.zero
    let left = UnsafeRawPointer(first)
    let right = UnsafeRawPointer(second)
    var offset = 0
    while offset < GlyphTemplates.size * 4 {
      low +=
        left.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
        * right.loadUnaligned(fromByteOffset: offset, as: SIMD8<Float>.self)
      high +=
        left.loadUnaligned(fromByteOffset: offset + 32, as: SIMD8<Float>.self)
        * right.loadUnaligned(fromByteOffset: offset + 32, as: SIMD8<Float>.self)
      offset += 64
    }
    return (low + high).sum()
  }
}
