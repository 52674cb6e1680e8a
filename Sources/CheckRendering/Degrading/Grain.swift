/// What falls on single pixels; it falls on the same pixels of every colour.
enum Grain {
  /// Makes a share of the pixels black or white.
  static func speckle(
    _ planes: inout [Plane], share: Double, using generator: inout some RandomNumberGenerator
  ) {
    let limit = UInt32(share * Double(UInt32.max))
    for index in planes[0].samples.indices {
      let bits = generator.next()
      guard UInt32(truncatingIfNeeded: bits) < limit else { continue }
      let value: UInt8 = bits >> 63 == 0 ? 0 : 255
      for plane in planes.indices { planes[plane].samples[index] = value }
    }
  }

  /// Adds noise whose values are sums of eight even ones, which come close to a Gaussian.
  static func addNoise(
    to planes: inout [Plane], sigma: Double, using generator: inout some RandomNumberGenerator
  ) {
    let deviationOfEightBytes = (8 * Float(256 * 256 - 1) / 12).squareRoot()
    let factor = Float(sigma) / deviationOfEightBytes
    let noiseOfSum = (0...8 * 255).map { Int16(((Float($0) - 1020) * factor).rounded()) }
    let noise = planes[0].samples.indices.map { _ in
      let bits = generator.next()
      let pairs = (bits & 0x00FF_00FF_00FF_00FF) &+ (bits >> 8 & 0x00FF_00FF_00FF_00FF)
      let sum = (pairs &* 0x0001_0001_0001_0001) >> 48
      return noiseOfSum[Int(sum)]
    }
    for plane in planes.indices {
      planes[plane].samples.withUnsafeMutableBufferPointer { samples in
        for index in samples.indices {
          samples[index] = UInt8(max(0, min(255, Int16(samples[index]) &+ noise[index])))
        }
      }
    }
  }
}
