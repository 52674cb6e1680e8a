/// The windows of a strip at half their resolution, which tell at a quarter of the price how well a
/// window may correlate with each character at the best.
struct CoarseWindows {
  static let columns = GlyphTemplates.columns / 2
  static let rows = GlyphTemplates.rows / 2
  static let size = columns * rows

  /// Rows of 2 by 2 samples in a column of a strip.
  private static let step = Strip.rows / 2

  /// Half the sum of 2 by 2 samples each, from even rows and from odd ones: their squares add up to
  /// no more than those of the samples.
  private let blocks: [[Float]]

  /// What rounding may add to a correlation.
  private static let rounding: Float = 0.01

  init(_ strip: Strip) {
    blocks = (0..<2).map { Self.blocks(of: strip, from: $0) }
  }

  private static func blocks(of strip: Strip, from first: Int) -> [Float] {
    var blocks = [Float](repeating: 0, count: strip.columns * step)
    strip.ink.withUnsafeBufferPointer { ink in
      for column in 0..<max(strip.columns - 1, 0) {
        for row in 0..<step - first {
          let here = column &* Strip.rows &+ first &+ 2 &* row
          let next = here &+ Strip.rows
          blocks[column &* step &+ row] =
            (ink[here] + ink[here &+ 1] + ink[next] + ink[next &+ 1]) / 2
        }
      }
    }
    return blocks
  }

  /// Templates at half their resolution.
  static func halved(_ template: ArraySlice<Float>) -> [Float] {
    let values = Array(template)
    return (0..<size).map { index in
      let here = index / rows * 2 * GlyphTemplates.rows + index % rows * 2
      let next = here + GlyphTemplates.rows
      return (values[here] + values[here + 1] + values[next] + values[next + 1]) / 2
    }
  }

  /// What the correlation of each character with a window does not exceed.
  ///
  /// The part of a window that is lost with its resolution correlates with that of a template by the
  /// product of their lengths at the most.
  ///
  /// - Parameters:
  ///   - first: The first column of the window.
  ///   - scale: What the samples are multiplied by to give a window of length 1.
  func bounds(
    from first: Int, shift: Int, mean: Float, scale: Float, templates: GlyphTemplates
  ) -> SIMD16<Float> {
    let top = Strip.slack &+ shift
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.size) { window in
      blocks[top & 1].withUnsafeBufferPointer { blocks in
        for column in 0..<Self.columns {
          let start = (first &+ 2 &* column) &* Self.step &+ top >> 1
          for row in 0..<Self.rows { window[column &* Self.rows &+ row] = blocks[start &+ row] }
        }
      }
      let samples = UnsafeRawPointer(window.baseAddress)
      var bounds = SIMD16<Float>.zero
      guard let samples else { return bounds }
      let squares = Self.product(samples, samples) - 4 * Float(Self.size) * mean * mean
      let lost = max(1 - scale * scale * squares, 0).squareRoot()
      templates.coarse.withUnsafeBytes { values in
        guard let values = values.baseAddress else { return }
        for character in templates.lost.indices {
          bounds[character] =
            scale * Self.product(samples, values + character &* Self.size &* 4)
            + lost * templates.lost[character] + Self.rounding
        }
      }
      return bounds
    }
  }

  private static func product(_ first: UnsafeRawPointer, _ second: UnsafeRawPointer) -> Float {
    var sums = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
    func part(_ offset: Int) -> SIMD4<Float> {
      first.loadUnaligned(fromByteOffset: offset, as: SIMD4<Float>.self)
        * second.loadUnaligned(fromByteOffset: offset, as: SIMD4<Float>.self)
    }
    var offset = 0
    while offset < size * 4 {
      sums.0 += part(offset)
      sums.1 += part(offset &+ 16)
      sums.2 += part(offset &+ 32)
      offset &+= 48
    }
    return (sums.0 + sums.1 + sums.2).sum()
  }
}
