extension Recipe {
  /// What a condition does to a picture; blur grows with the resolution.
  mutating func degradations(dpi: Double) -> Degradations {
    switch condition {
    case .cleanScan: cleanScan(dpi)
    case .wornScan: wornScan(dpi)
    case .bitonalScan: bitonalScan()
    case .fax: fax()
    case .photograph: photograph(dpi)
    case .hostilePhotograph, .noLine, .damaged: hostilePhotograph(dpi)
    }
  }

  private mutating func cleanScan(_ dpi: Double) -> Degradations {
    Degradations(
      skew: chance(0.5) ? any(-1...1) : 0, blur: any(0.2...0.6) * dpi / 200,
      contrast: any(0.85...1), noise: any(0...4), jpegQuality: chance(0.5) ? 85 : nil)
  }

  private mutating func wornScan(_ dpi: Double) -> Degradations {
    var result = Degradations(
      stretch: chance(0.2) ? any(0.77...1.3) : 1, mount: scannerMount(), skew: any(-2.5...2.5),
      isUpsideDown: chance(0.05), light: Light(fall: any(0...0.2), direction: any(0...360)),
      blur: any(0.3...1.1) * dpi / 200, contrast: any(0.6...1), brightness: any(-30...15),
      noise: any(2...12), jpegQuality: Int.random(in: 30...85, using: &generator))
    result.specks = chance(0.2) ? any(0...0.004) : 0
    result.isInverted = chance(0.05)
    return result
  }

  /// Scans with a wide white margin, mostly below or on the right.
  private mutating func scannerMount() -> Mount {
    guard chance(0.3) else { return Mount() }
    return Mount(
      left: chance(0.5) ? any(0...0.4) : 0, right: any(0...0.6),
      top: chance(0.5) ? any(0...0.5) : 0,
      bottom: any(0...1.5))
  }

  private mutating func bitonalScan() -> Degradations {
    let bitonal: Bitonal =
      switch Int.random(in: 0..<10, using: &generator) {
      case 0...3: .global(shift: Int.random(in: -30...30, using: &generator))
      case 4...7: .adaptive(k: any(0.12...0.4))
      default: .diffused
      }
    return Degradations(
      mount: scannerMount(), skew: any(-1.5...1.5), blur: any(0.3...0.9), noise: any(1...9),
      bitonal: bitonal, isInverted: chance(0.03))
  }

  private mutating func fax() -> Degradations {
    Degradations(
      mount: scannerMount(), skew: any(-1.5...1.5), blur: any(0.4...1), contrast: any(0.7...1),
      noise: any(2...12),
      bitonal: chance(0.6)
        ? .fax(shift: Int.random(in: -25...25, using: &generator))
        : .global(shift: Int.random(in: -45...45, using: &generator)))
  }

  private mutating func photograph(_ dpi: Double) -> Degradations {
    Degradations(
      mount: photographMount(0.03...0.15, 0.05...0.6),
      bend: Bend(
        tiltAcross: any(-0.08...0.08), tiltDown: any(-0.12...0.12),
        curl: any(-0.015...0.015), curlCenter: any(0.2...0.8)),
      skew: any(-4...4), surround: UInt8.random(in: 40...110, using: &generator),
      light: Light(
        fall: any(0...0.35), direction: any(0...360), shadow: chance(0.3) ? any(0.1...0.35) : 0,
        shadowStart: any(0.2...0.8), moire: chance(0.2) ? any(0.02...0.08) : 0,
        moirePeriod: any(4...12)),
      blur: any(0.5...1.1) * dpi / 200, contrast: any(0.7...0.95), brightness: any(-35...0),
      noise: any(2...7), jpegQuality: Int.random(in: 55...88, using: &generator))
  }

  private mutating func hostilePhotograph(_ dpi: Double) -> Degradations {
    Degradations(
      mount: photographMount(0.05...0.35, 0.2...1.2),
      bend: Bend(
        tiltAcross: any(-0.2...0.2), tiltDown: any(-0.25...0.25), curl: any(-0.04...0.04),
        curlCenter: any(0...1)),
      skew: any(-12...12), surround: UInt8.random(in: 20...90, using: &generator),
      isUpsideDown: chance(0.1),
      light: Light(
        fall: any(0.2...0.6), direction: any(0...360), shadow: chance(0.6) ? any(0.2...0.55) : 0,
        shadowStart: any(0.2...0.8), moire: chance(0.4) ? any(0.03...0.15) : 0,
        moirePeriod: any(3...12)),
      blur: any(0.7...1.5) * dpi / 200, contrast: any(0.5...0.85), brightness: any(-60...(-10)),
      noise: any(4...12), jpegQuality: Int.random(in: 30...75, using: &generator))
  }

  private mutating func photographMount(
    _ beside: ClosedRange<Double>, _ above: ClosedRange<Double>
  ) -> Mount {
    let grounds = [Mount.Ground.desk, .wood, .cloth]
    return Mount(
      ground: grounds.randomElement(using: &generator) ?? .desk, left: any(beside),
      right: any(beside), top: any(above), bottom: any(above))
  }
}
