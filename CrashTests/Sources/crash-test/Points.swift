/// The disturbances of a sweep, in their order.
struct Points {
  /// Runs differ in how their threads come together, so that a run may have more points than
  /// another; those past the end of a run are not reached, and not counted.
  private static let margin = 1.05

  let all: [Disturbance]

  init(_ all: [Disturbance]) { self.all = all }

  /// Every point of every mode, as a recorded run has them.
  init(all modes: [Mode], calls: [String]) {
    all = modes.flatMap { mode in
      (1...Self.count(mode, calls)).map { Disturbance(mode, $0) }
    }
  }

  /// Some of them, drawn from a seed, each mode as often as another.
  init(sample: Int, modes: [Mode], calls: [String], seed: UInt64) {
    var generator = SplitMix(state: seed)
    all = (0..<max(sample, 0)).map { index in
      let mode = modes[index % modes.count]
      return Disturbance(mode, Int.random(in: 1...Self.count(mode, calls), using: &generator))
    }
  }

  private static func count(_ mode: Mode, _ calls: [String]) -> Int {
    let counted = mode == .half ? calls.count { $0.contains("write") } : calls.count
    return max(1, Int(Double(counted) * margin))
  }
}

/// SplitMix64 (source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators").
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
