/// How a picture of a check comes about, from the best scanner to a bad photograph.
public enum Condition: String, Codable, Sendable, Hashable, CaseIterable {
  /// A grey scan with little noise.
  case cleanScan = "clean-scan"
  /// A grey scan of a check that was carried in a pocket, printed heavily or faintly, and stamped.
  case wornScan = "worn-scan"
  /// A scan in black and white.
  case bitonalScan = "bitonal-scan"
  /// A scan in black and white at a fax machine's resolution.
  case fax
  /// A photograph taken with some care.
  case photograph
  /// A photograph in bad light, askew, from the side, of paper with strong patterns.
  case hostilePhotograph = "hostile-photograph"
  /// The back of a check.
  case rear

  /// What happens to the picture.
  public func degradations(using generator: inout some RandomNumberGenerator) -> Degradations {
    func random(_ range: ClosedRange<Double>) -> Double {
      Double.random(in: range, using: &generator)
    }
    func now(_ share: Double) -> Bool { random(0...1) < share }
    switch self {
    case .cleanScan:
      return Degradations(
        scale: random(0.6...1.3), skew: random(-0.7...0.7), blur: random(0...0.5),
        noise: random(0...4))
    case .wornScan:
      return Degradations(
        printWeight: random(-0.7...1), strokes: now(0.4) ? 2 : 0, stamps: now(0.3) ? 1 : 0,
        pattern: now(0.6) ? random(0...70) : 0, scale: random(0.5...1.3),
        stretch: random(0.85...1.15), surroundings: now(0.3) ? random(0...0.15) : 0,
        skew: random(-2.5...2.5), shadow: now(0.3) ? random(0...0.3) : 0, blur: random(0.2...1.1),
        contrast: random(0.55...1), specks: random(0...0.002), noise: random(0...9))
    case .bitonalScan:
      return Degradations(
        printWeight: random(-0.8...1), strokes: now(0.3) ? 1 : 0, stamps: now(0.15) ? 1 : 0,
        pattern: now(0.4) ? random(0...40) : 0, scale: random(0.7...1.3), skew: random(-1.5...1.5),
        blur: random(0.2...0.9), specks: random(0...0.001), noise: random(0...12),
        thresholding: now(0.5) ? .global : .local)
    case .fax:
      return Degradations(
        printWeight: random(-0.5...1), scale: random(0.5...0.65), stretch: random(0.9...1.15),
        skew: random(-1.5...1.5), blur: random(0.2...0.6), specks: random(0...0.003),
        noise: random(0...14), thresholding: now(0.7) ? .global : .local)
    case .photograph:
      return Degradations(
        pattern: now(0.4) ? random(0...45) : 0, scale: random(0.6...1.4),
        perspective: random(-0.08...0.08), curl: random(-0.025...0.025),
        surroundings: random(0.02...0.2), skew: random(-4...4),
        surround: UInt8(random(20...140)), shadow: random(0...0.45),
        moire: now(0.3) ? random(0...25) : 0, blur: random(0.3...1.2),
        contrast: random(0.5...0.95), brightness: random(-50...10), noise: random(1...8))
    case .hostilePhotograph:
      return Degradations(
        printWeight: random(-0.6...0.8), strokes: now(0.3) ? 1 : 0,
        pattern: now(0.7) ? random(10...80) : 0, scale: random(0.5...1.2),
        stretch: random(0.75...1.3), perspective: random(-0.18...0.18), curl: random(-0.05...0.05),
        surroundings: random(0.05...0.4), skew: random(-9...9), surround: UInt8(random(10...200)),
        shadow: random(0.1...0.7), moire: now(0.5) ? random(0...45) : 0,
        isUpsideDown: now(0.15), blur: random(0.5...1.6), contrast: random(0.35...0.9),
        brightness: random(-70...10), noise: random(2...12))
    case .rear:
      return Degradations(
        scale: random(0.5...1.2), skew: random(-2...2), blur: random(0...1),
        contrast: random(0.5...1), noise: random(0...9), thresholding: now(0.4) ? .global : .none)
    }
  }
}
