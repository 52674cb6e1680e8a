import CheckImaging

/// How a scanner makes black and white of grey.
public enum Thresholding: String, Codable, Sendable, Hashable, CaseIterable {
  /// It does not.
  case none
  /// At one grey for the whole picture, half way between paper and ink.
  case global
  /// At a grey for each place, from the picture around it (Sauvola and Pietikainen, 2000).
  case local
  /// By spreading the error of each pixel to the next ones (Floyd and Steinberg, 1976).
  case diffused
}

extension Plane {
  func thresholded(_ kind: Thresholding) -> Plane {
    switch kind {
    case .none: return self
    case .global:
      let histogram = GrayHistogram(of: image)
      let level = (histogram.percentile(0.5) + histogram.percentile(0.004)) / 2
      return black { Int(samples[$0]) <= level }
    case .local:
      let binary = BinaryImage(sauvola: image, radius: max(width / 60, 4), k: 0.25)
      return black { binary.ink[$0] != 0 }
    case .diffused: return diffused()
    }
  }

  private var image: GrayImage { GrayImage(width: width, height: height, pixels: samples) }

  private func black(where isBlack: (Int) -> Bool) -> Plane {
    Plane(width: width, height: height, samples: samples.indices.map { isBlack($0) ? 0 : 255 })
  }

  private func diffused() -> Plane {
    var errors = [Int](repeating: 0, count: width + 2)
    var result = self
    for row in 0..<height {
      var below = [Int](repeating: 0, count: width + 2)
      var carried = 0
      for column in 0..<width {
        let wanted = Int(samples[row * width + column]) + (errors[column + 1] + carried) / 16
        let value = wanted < 128 ? 0 : 255
        result.samples[row * width + column] = UInt8(value)
        let error = wanted - value
        carried = 7 * error
        below[column] += 3 * error
        below[column + 1] += 5 * error
        below[column + 2] += error
      }
      errors = below
    }
    return result
  }
}
