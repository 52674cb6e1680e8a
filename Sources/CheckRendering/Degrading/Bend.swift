import Drawing

/// How a camera that is not right above sees paper that is not flat.
public struct Bend: Codable, Sendable, Hashable {
  /// How much nearer the right side is than the left, as a share, from -0.5 to 0.5; the nearer
  /// side looks larger.
  public var tiltAcross: Double
  /// How much nearer the bottom is than the top, as a share, from -0.5 to 0.5.
  public var tiltDown: Double
  /// How far the middle of a row hangs below its ends, as a share of the height, from -0.3 to 0.3.
  public var curl: Double
  /// Where on the width the curl has its lowest place, from 0 to 1.
  public var curlCenter: Double

  /// Makes a bend; what is not given changes nothing.
  public init(
    tiltAcross: Double = 0, tiltDown: Double = 0, curl: Double = 0, curlCenter: Double = 0.5
  ) {
    self.tiltAcross = tiltAcross
    self.tiltDown = tiltDown
    self.curl = curl
    self.curlCenter = curlCenter
  }

  /// Whether the picture stays as it is.
  var isFlat: Bool { tiltAcross == 0 && tiltDown == 0 && curl == 0 }

  /// The plane as seen, of the same size.
  ///
  /// A tilt makes it smaller, so that no corner is lost, and the edge goes on where there is
  /// nothing. What a curl moves out of the picture is lost.
  func applied(to plane: Plane) -> Plane {
    let across = Float(tiltAcross.within(-0.5...0.5)) / 2
    let down = Float(tiltDown.within(-0.5...0.5)) / 2
    let curl = Float(self.curl.within(-0.3...0.3))
    let center = Float(curlCenter.within(0...1)) * 2 - 1
    let (halfWide, halfTall) = (Float(plane.width) / 2, Float(plane.height) / 2)
    let nearest = 1 + abs(across) + abs(down)
    let reach = 1 + abs(center)
    var result = plane
    result.samples.withUnsafeMutableBufferPointer { target in
      plane.samples.withUnsafeBufferPointer { source in
        for row in 0..<plane.height {
          let v = (Float(row) + 0.5) / halfTall - 1
          for column in 0..<plane.width {
            let u = (Float(column) + 0.5) / halfWide - 1
            let depth = nearest / (1 + across * u + down * v)
            let x = u * depth
            let away = (x - center) / reach
            let hang = 2 * curl * (1 - away * away)
            let y = v * depth - hang
            target[row &* plane.width &+ column] = plane.between(
              source, (x + 1) * halfWide - 0.5, (y + 1) * halfTall - 0.5)
          }
        }
      }
    }
    return result
  }
}

extension Plane {
  /// The value between four pixels; beyond the edge the edge goes on.
  @inline(__always)
  fileprivate func between(
    _ source: UnsafeBufferPointer<UInt8>, _ x: Float, _ y: Float
  ) -> UInt8 {
    let x = max(0, min(Float(width - 1), x))
    let y = max(0, min(Float(height - 1), y))
    let (left, top) = (Int(x), Int(y))
    let (right, below) = (min(left + 1, width - 1), min(top + 1, height - 1))
    let (across, down) = (x - Float(left), y - Float(top))
    let upper =
      Float(source[top &* width &+ left]) * (1 - across)
      + Float(source[top &* width &+ right]) * across
    let lower =
      Float(source[below &* width &+ left]) * (1 - across)
      + Float(source[below &* width &+ right]) * across
    return UInt8(upper * (1 - down) + lower * down + 0.5)
  }
}
