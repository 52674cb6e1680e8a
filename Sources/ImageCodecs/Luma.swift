/// The luma of colour samples by ITU-R BT.601 in 16-bit fixed point.
///
/// The three weights add up to 65536, so grey stays exactly what it was; they are those of JPEG,
/// so a PNG and a JPEG of one picture agree.
enum Luma {
  @inline(__always)
  static func of(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
    let sum = 19595 &* UInt32(red) &+ 38470 &* UInt32(green) &+ 7471 &* UInt32(blue)
    return UInt8(truncatingIfNeeded: (sum &+ 32768) >> 16)
  }

  /// The luma of white paper under cyan, magenta, yellow and black ink; 0 is no ink.
  @inline(__always)
  static func ofInks(_ cyan: UInt8, _ magenta: UInt8, _ yellow: UInt8, _ black: UInt8) -> UInt8 {
    let light = UInt32(of(255 &- cyan, 255 &- magenta, 255 &- yellow))
    return UInt8(truncatingIfNeeded: (light &* UInt32(255 &- black) &+ 127) / 255)
  }

  /// The sample seen through its opacity on white paper.
  @inline(__always)
  static func onWhite(_ sample: UInt8, alpha: UInt8) -> UInt8 {
    let sum = UInt32(sample) &* UInt32(alpha) &+ 255 &* (255 &- UInt32(alpha))
    return UInt8(truncatingIfNeeded: (sum &+ 127) / 255)
  }
}
