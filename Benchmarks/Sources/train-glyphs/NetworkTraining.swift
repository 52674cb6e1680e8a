import CheckRendering
import Foundation

/// A network of three layers while it is fitted, by stochastic gradient descent with Adam
/// (Kingma and Ba, 2015).
struct NetworkTraining {
  struct Layer {
    let inputs: Int
    let units: Int
    var weights: [Float]
    var biases: [Float]
    var firstMoments: [Float]
    var secondMoments: [Float]

    init(inputs: Int, units: Int, using random: inout SeededGenerator) {
      self.inputs = inputs
      self.units = units
      let scale = Float((2 / Double(inputs)).squareRoot())
      weights = (0..<inputs * units).map { _ in Float(random.normal()) * scale }
      biases = [Float](repeating: 0, count: units)
      firstMoments = [Float](repeating: 0, count: (inputs + 1) * units)
      secondMoments = firstMoments
    }
  }

  private(set) var layers: [Layer]
  private var steps = 0

  init(sizes: [Int], using random: inout SeededGenerator) {
    layers = []
    for (inputs, units) in zip(sizes, sizes.dropFirst()) {
      layers.append(Layer(inputs: inputs, units: units, using: &random))
    }
  }

  /// The activations of each layer; the last one holds chances.
  func forward(_ window: ArraySlice<Float>) -> [[Float]] {
    var values = [Array(window)]
    for (index, layer) in layers.enumerated() {
      let input = values[index]
      var output = layer.biases
      layer.weights.withUnsafeBufferPointer { weights in
        input.withUnsafeBufferPointer { input in
          for unit in 0..<layer.units {
            var sum = SIMD16<Float>.zero
            let row = UnsafeRawPointer(weights.baseAddress! + unit * layer.inputs)
            let from = UnsafeRawPointer(input.baseAddress!)
            for offset in stride(from: 0, to: layer.inputs * 4, by: 64) {
              sum +=
                row.loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self)
                * from.loadUnaligned(fromByteOffset: offset, as: SIMD16<Float>.self)
            }
            output[unit] += sum.sum()
          }
        }
      }
      if index < layers.count - 1 {
        for unit in output.indices { output[unit] = max(output[unit], 0) }
      } else {
        let most = output.max() ?? 0
        let powers = output.map { exp($0 - most) }
        let total = powers.reduce(0, +)
        output = powers.map { $0 / total }
      }
      values.append(output)
    }
    return values
  }

  /// One step along the gradient of a batch; gives the mean loss.
  mutating func step(
    _ windows: [Float], _ labels: [Int], batch: ArraySlice<Int>, rate: Float
  ) -> Float {
    var gradients = layers.map { [Float](repeating: 0, count: ($0.inputs + 1) * $0.units) }
    let size = layers[0].inputs
    var loss: Float = 0
    for sample in batch {
      let values = forward(windows[sample * size..<(sample + 1) * size])
      var errors = values[layers.count]
      loss -= log(max(errors[labels[sample]], 1e-9))
      errors[labels[sample]] -= 1
      for index in layers.indices.reversed() {
        let layer = layers[index]
        let input = values[index]
        var below = [Float](repeating: 0, count: layer.inputs)
        gradients[index].withUnsafeMutableBufferPointer { gradient in
          layer.weights.withUnsafeBufferPointer { weights in
            below.withUnsafeMutableBufferPointer { below in
              input.withUnsafeBufferPointer { input in
                for unit in 0..<layer.units where errors[unit] != 0 {
                  let error = errors[unit]
                  let start = unit &* layer.inputs
                  for place in 0..<layer.inputs {
                    gradient[start &+ place] += error * input[place]
                    below[place] += error * weights[start &+ place]
                  }
                  gradient[layer.inputs &* layer.units &+ unit] += error
                }
              }
            }
          }
        }
        if index > 0 { for place in below.indices where input[place] <= 0 { below[place] = 0 } }
        errors = below
      }
    }
    steps += 1
    let correction = Float(
      (1 - pow(0.999, Double(steps))).squareRoot() / (1 - pow(0.9, Double(steps))))
    for index in layers.indices {
      layers[index].update(
        gradients[index], scale: 1 / Float(batch.count), rate: rate * correction)
    }
    return loss / Float(batch.count)
  }
}

extension NetworkTraining.Layer {
  mutating func update(_ gradient: [Float], scale: Float, rate: Float) {
    let count = inputs * units
    for index in gradient.indices {
      let slope = gradient[index] * scale
      firstMoments[index] = 0.9 * firstMoments[index] + 0.1 * slope
      secondMoments[index] = 0.999 * secondMoments[index] + 0.001 * slope * slope
      let change = rate * firstMoments[index] / (secondMoments[index].squareRoot() + 1e-8)
      if index < count {
        weights[index] -= change + rate * 1e-4 * weights[index]
      } else {
        biases[index - count] -= change
      }
    }
  }
}
