import CheckImaging
import Drawing

/// How a device makes black and white of grey.
public enum Bitonal: Codable, Sendable, Hashable {
  /// The greys are kept.
  case none
  /// One threshold for all, chosen by Otsu's method and moved by a number of greys.
  case global(shift: Int)
  /// A threshold for each pixel from the square around it, as Sauvola does, with `k` from 0.05
  /// to 0.6.
  case adaptive(k: Double)
  /// Dots whose density stands for the grey: error diffusion after Floyd and Steinberg.
  case diffused
  /// A fax of 200 by 100 dots to the inch: one threshold, each row standing for two.
  case fax(shift: Int)

  func applied(to plane: Plane) -> Plane {
    let image = GrayImage(width: plane.width, height: plane.height, pixels: plane.samples)
    switch self {
    case .none: return plane
    case .global(let shift): return Plane(Self.global(image, shift))
    case .adaptive(let k):
      // A square of about the height of two lines of print, whatever the resolution.
      let radius = max(4, min(plane.width, plane.height) / 30)
      return Plane(BinaryImage(sauvola: image, radius: radius, k: Float(k.within(0.05...0.6))))
    case .diffused: return plane.diffused()
    case .fax(let shift):
      let half = plane.scaled(across: 1, down: 0.5)
      let coarse = Plane(
        Self.global(
          GrayImage(width: half.width, height: half.height, pixels: half.samples), shift))
      return coarse.withRowsTwice()
    }
  }

  private static func global(_ image: GrayImage, _ shift: Int) -> BinaryImage {
    let otsu = GrayHistogram(of: image).otsuThreshold
    let threshold = max(-255, min(510, otsu)) + max(-255, min(255, shift))
    return BinaryImage(image, upTo: UInt8(max(0, min(254, threshold))))
  }
}

extension Plane {
  fileprivate init(_ image: BinaryImage) {
    self.init(
      width: image.width, height: image.height, samples: image.ink.map { $0 == 1 ? 0 : 255 })
  }

  fileprivate func withRowsTwice() -> Plane {
    let rows = (0..<height).flatMap { row -> [UInt8] in
      let pixels = samples[row * width..<(row + 1) * width]
      return Array(pixels + pixels)
    }
    return Plane(width: width, height: 2 * height, samples: rows)
  }

  fileprivate func diffused() -> Plane {
    var result = self
    var (this, next) = (
      [Int32](repeating: 0, count: width + 2), [Int32](repeating: 0, count: width + 2)
    )
    for row in 0..<height {
      for column in 0..<width {
        let wanted = Int32(samples[row * width + column]) + this[column + 1] / 16
        let got: Int32 = wanted < 128 ? 0 : 255
        let error = wanted - got
        result.samples[row * width + column] = UInt8(got)
        this[column + 2] += 7 * error
        next[column] += 3 * error
        next[column + 1] += 5 * error
        next[column + 2] += error
      }
      (this, next) = (next, [Int32](repeating: 0, count: width + 2))
    }
    return result
  }
}
