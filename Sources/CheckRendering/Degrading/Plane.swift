import CheckImaging

/// One colour of a picture, or its grey.
struct Plane {
  var width: Int
  var height: Int
  var samples: [UInt8]

  static func planes(of image: ColorImage) -> [Plane] {
    (0..<3).map { part in
      let samples = stride(from: part, to: image.samples.count, by: 3).map { image.samples[$0] }
      return Plane(width: image.width, height: image.height, samples: samples)
    }
  }

  static func image(of planes: [Plane]) -> ColorImage {
    var samples: [UInt8] = []
    samples.reserveCapacity(3 * planes[0].samples.count)
    for index in planes[0].samples.indices {
      for plane in planes { samples.append(plane.samples[index]) }
    }
    return ColorImage(width: planes[0].width, height: planes[0].height, samples: samples)
  }

  /// The part between two columns.
  func columns(_ part: Range<Int>) -> Plane {
    let kept = (0..<height).flatMap { row -> ArraySlice<UInt8> in
      let start = row * width
      return samples[start + part.lowerBound..<start + part.upperBound]
    }
    return Plane(width: part.count, height: height, samples: kept)
  }

  func upsideDown() -> Plane {
    Plane(width: width, height: height, samples: samples.reversed())
  }

  func inverted() -> Plane {
    Plane(width: width, height: height, samples: samples.map { 255 - $0 })
  }

  func toned(contrast: Double, brightness: Double) -> Plane {
    let table = (0...255).map { UInt8(clamping: (Double($0) - 128) * contrast + 128 + brightness) }
    return Plane(width: width, height: height, samples: samples.map { table[Int($0)] })
  }
}

extension UInt8 {
  /// The nearest sample; what is no number is black.
  init(clamping value: Double) {
    self = value.isNaN ? 0 : UInt8(Swift.max(0, Swift.min(255, value.rounded())))
  }
}
