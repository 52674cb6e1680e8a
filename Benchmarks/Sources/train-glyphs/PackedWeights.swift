import Foundation

/// The weights of a network as text, a byte each.
struct PackedWeights {
  private var bytes: [UInt8] = []

  init(_ network: NetworkTraining) {
    for layer in network.layers {
      let most = layer.weights.reduce(0) { max($0, abs($1)) }
      let factor = max(most / 127, 1e-9)
      append(factor)
      for weight in layer.weights {
        bytes.append(UInt8(bitPattern: Int8(max(min((weight / factor).rounded(), 127), -127))))
      }
      for bias in layer.biases { append(bias) }
    }
  }

  private mutating func append(_ value: Float) {
    for shift in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> (8 * shift))) }
  }

  /// The file that holds them in the reader.
  var swiftFile: String {
    let text = Data(bytes).base64EncodedString()
    var lines: [Substring] = []
    var rest = text[...]
    while !rest.isEmpty {
      lines.append(rest.prefix(92))
      rest = rest.dropFirst(92)
    }
    return """
      extension GlyphNetwork {
        /// The weights as `script/train` fitted them: the program writes this file.
        static let fitted = GlyphNetwork(
          packed: \"\"\"
            \(lines.joined(separator: "\\\n      "))
            \"\"\")
      }

      """
  }
}
