import Foundation

/// A small network that tells the characters apart, and from what is none.
///
/// Three layers of weights, fitted on rendered print only. Templates say how like a window is to a
/// character; the network knows what ruined characters look like, and what only looks like one.
struct GlyphNetwork: Sendable {
  /// The numbers of units from the window to the characters and the one output for none of them.
  static let sizes = [GlyphTemplates.size, 96, 32, GlyphTemplates.characters.count + 1]

  private let layers: [Layer]

  private struct Layer {
    let inputs: Int
    let weights: [Float]
    let biases: [Float]
    /// The sum of the weights of each unit.
    let sums: [Float]
  }

  /// Unpacks the weights, which takes less than a millisecond.
  ///
  /// They are packed as the bytes of each layer: the factor of its weights as a 32-bit number, the
  /// weights as signed bytes, unit by unit, then the biases as 32-bit numbers.
  init(packed text: String) {
    var packed = PackedNumbers(text)
    layers = zip(Self.sizes, Self.sizes.dropFirst()).map { inputs, units in
      let factor = packed.float()
      let weights = (0..<inputs * units).map { _ in factor * packed.byte() }
      return Layer(
        inputs: inputs, weights: weights, biases: (0..<units).map { _ in packed.float() },
        sums: (0..<units).map { weights[$0 * inputs..<($0 + 1) * inputs].reduce(0, +) })
    }
  }

  /// The chances of each character and, last, of none.
  ///
  /// - Parameters:
  ///   - window: The samples of a window, ``GlyphTemplates/size`` of them.
  ///   - mean: Their mean.
  ///   - deviation: Their standard deviation; more than 0.
  func chances(of window: UnsafePointer<Float>, mean: Float, deviation: Float) -> [Float] {
    let first = layers[0]
    var values = first.biases.indices.map { unit in
      let sum = Self.product(first, unit, UnsafeRawPointer(window))
      return max(first.biases[unit] + (sum - mean * first.sums[unit]) / deviation, 0)
    }
    for (index, layer) in layers.enumerated().dropFirst() {
      let isLast = index == layers.count - 1
      values = values.withUnsafeBytes { values in
        guard let input = values.baseAddress else { return [] }
        return layer.biases.indices.map { unit in
          let sum = layer.biases[unit] + Self.product(layer, unit, input)
          return isLast ? sum : max(sum, 0)
        }
      }
    }
    let most = values.max() ?? 0
    let powers = values.map { exp($0 - most) }
    let total = powers.reduce(0, +)
    return powers.map { $0 / total }
  }

  private static func product(_ layer: Layer, _ unit: Int, _ input: UnsafeRawPointer) -> Float {
    layer.weights.withUnsafeBytes { weights in
      var sum = SIMD16<Float>.zero
      var other = SIMD16<Float>.zero
      var place = unit &* layer.inputs &* 4
      var offset = 0
      while offset &+ 128 <= layer.inputs &* 4 {
        sum +=
          weights.loadUnaligned(fromByteOffset: place, as: SIMD16<Float>.self)
          * input.loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self)
        other +=
          weights.loadUnaligned(fromByteOffset: place &+ 64, as: SIMD16<Float>.self)
          * input.loadUnaligned(fromByteOffset: offset &+ 64, as: SIMD16<Float>.self)
        offset &+= 128
        place &+= 128
      }
      while offset < layer.inputs &* 4 {
        other +=
          weights.loadUnaligned(fromByteOffset: place, as: SIMD16<Float>.self)
          * input.loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self)
        offset &+= 64
        place &+= 64
      }
      return (sum + other).sum()
    }
  }
}

/// Numbers packed into text, read from the front; 0 beyond the end.
private struct PackedNumbers {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = [UInt8](Data(base64Encoded: text) ?? Data()) }

  mutating func byte() -> Float {
    guard position < bytes.count else { return 0 }
    position += 1
    return Float(Int8(bitPattern: bytes[position - 1]))
  }

  mutating func float() -> Float {
    guard position + 4 <= bytes.count else { return 0 }
    let pattern = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[position + $1]) << (8 * $1) }
    position += 4
    return Float(bitPattern: pattern)
  }
}
