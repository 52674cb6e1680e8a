/// Makes 8-bit greys of the samples of a PNG: grey or colour, with or without opacity.
enum PNGGrays {
  static func of(_ samples: [UInt8], channels: Int) -> [UInt8] {
    each(of: samples, channels: channels) { samples, first in
      let gray =
        channels < 3
        ? samples[first] : Luma.of(samples[first], samples[first &+ 1], samples[first &+ 2])
      return channels & 1 == 1
        ? gray : Luma.onWhite(gray, alpha: samples[first &+ channels &- 1])
    }
  }

  /// Of 16-bit samples that are already multiplied by their opacity.
  static func of(_ samples: [UInt16], channels: Int) -> [UInt8] {
    each(of: samples, channels: channels) { samples, first in
      let white = channels & 1 == 1 ? 0 : 65535 &- UInt32(samples[first &+ channels &- 1])
      let value = { (channel: Int) in
        let onWhite = min(65535, UInt32(samples[first &+ channel]) &+ white)
        return UInt8(truncatingIfNeeded: (onWhite &* 255 &+ 32767) / 65535)
      }
      return channels < 3 ? value(0) : Luma.of(value(0), value(1), value(2))
    }
  }

  @inline(__always)
  private static func each<Sample>(
    of samples: [Sample], channels: Int,
    _ gray: (_ samples: UnsafeBufferPointer<Sample>, _ first: Int) -> UInt8
  ) -> [UInt8] {
    let count = samples.count / channels
    return samples.withUnsafeBufferPointer { samples in
      [UInt8](unsafeUninitializedCapacity: count) { grays, initializedCount in
        for pixel in 0..<count {
          grays.initializeElement(at: pixel, to: gray(samples, pixel &* channels))
        }
        initializedCount = count
      }
    }
  }
}
