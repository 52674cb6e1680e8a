import Drawing

/// What lies around a check on its picture, and how much of it.
public struct Mount: Codable, Sendable, Hashable {
  /// What the check lies on.
  public enum Ground: String, Codable, Sendable, Hashable, CaseIterable {
    /// White, as the lid of a scanner or a page that the check was copied to.
    case white
    /// A plain dark desk.
    case desk
    /// Wood with its grain.
    case wood
    /// Woven cloth.
    case cloth
  }

  /// What the check lies on.
  public var ground: Ground
  /// The space left of the check as a share of its width, from 0 to 2.
  public var left: Double
  /// The space right of it, as a share of its width.
  public var right: Double
  /// The space above it, as a share of its height, from 0 to 3.
  public var top: Double
  /// The space below it, as a share of its height.
  public var bottom: Double

  /// Makes a mount; what is not given is not there.
  public init(
    ground: Ground = .white, left: Double = 0, right: Double = 0, top: Double = 0,
    bottom: Double = 0
  ) {
    self.ground = ground
    self.left = left
    self.right = right
    self.top = top
    self.bottom = bottom
  }

  /// The planes on their ground.
  func applied(to planes: [Plane], using generator: inout some RandomNumberGenerator) -> [Plane] {
    let (width, height) = (planes[0].width, planes[0].height)
    func pixels(_ share: Double, _ side: Int, _ most: Double) -> Int {
      Int((share.within(0...most) * Double(side)).rounded())
    }
    let (x, y) = (pixels(left, width, 2), pixels(top, height, 3))
    let wide = width + x + pixels(right, width, 2)
    let tall = height + y + pixels(bottom, height, 3)
    guard wide > width || tall > height else { return planes }
    let ground = plane(wide, tall, using: &generator)
    let shadow = self.ground == .white ? 0 : max(1, height / 60)
    return planes.map { plane in
      var result = ground
      result.darken(left: x, top: y, width: width + shadow, height: height + shadow)
      for row in 0..<height {
        let start = (y + row) * wide + x
        result.samples.replaceSubrange(
          start..<start + width, with: plane.samples[row * width..<(row + 1) * width])
      }
      return result
    }
  }

  private func plane(
    _ width: Int, _ height: Int, using generator: inout some RandomNumberGenerator
  ) -> Plane {
    var plane = Plane(
      width: width, height: height, samples: Array(repeating: 255, count: width * height))
    guard ground != .white else { return plane }
    let noise = ValueNoise(using: &generator)
    let base = Float.random(in: 40...150, using: &generator)
    let unit = Float(width) / 1000
    for row in 0..<height {
      for column in 0..<width {
        let (x, y) = (Float(column) / unit, Float(row) / unit)
        let shade =
          switch ground {
          case .white: Float(255)
          case .desk: base + 26 * noise.layered(x / 120, y / 120, octaves: 4)
          case .wood: base + 70 * Self.grain(noise, x, y)
          case .cloth: base + Self.weave(x, y) + 30 * noise.layered(x / 9, y / 9, octaves: 2)
          }
        plane.samples[row * width + column] = UInt8(max(0, min(255, shade)))
      }
    }
    return plane
  }

  /// Rings that are cut lengthwise, with fine fibres.
  private static func grain(_ noise: ValueNoise, _ x: Float, _ y: Float) -> Float {
    let rings = 14 * noise(x / 420, y / 60)
    return 0.65 * (rings - rings.rounded(.down)) + 0.35 * noise(x / 40, y / 1.6)
  }

  private static func weave(_ x: Float, _ y: Float) -> Float {
    let across = Int(x / 3) & 1
    let down = Int(y / 3) & 1
    return across == down ? 0 : 24
  }
}

extension Plane {
  /// Half the light in a rectangle, as in the shadow of what lies there.
  fileprivate mutating func darken(left: Int, top: Int, width: Int, height: Int) {
    for row in top..<min(self.height, top + height) {
      for column in left..<min(self.width, left + width) {
        samples[row * self.width + column] /= 2
      }
    }
  }
}
