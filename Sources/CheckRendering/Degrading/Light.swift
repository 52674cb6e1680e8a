import Drawing
import Foundation

/// How unevenly a picture is lit.
public struct Light: Codable, Sendable, Hashable {
  /// The share of the light that is lost from the brightest edge to the darkest, from 0 to 0.95.
  public var fall: Double
  /// The direction in which it gets darker, in degrees clockwise from the right.
  public var direction: Double
  /// The share of the light that a shadow takes, from 0 to 0.95.
  public var shadow: Double
  /// Where the shadow's edge crosses the picture, from 0 (all is in the shadow) to 1 (nothing is),
  /// along a direction of its own.
  public var shadowStart: Double
  /// The strength of the fine waves where the grid of a screen, a copier or a sensor meets that of
  /// the paper (moire), as a share of the light, from 0 to 0.5.
  public var moire: Double
  /// The distance between these waves, in pixels, from 2 to 200.
  public var moirePeriod: Double

  /// Makes a light; what is not given is even.
  public init(
    fall: Double = 0, direction: Double = 0, shadow: Double = 0, shadowStart: Double = 0.5,
    moire: Double = 0, moirePeriod: Double = 7
  ) {
    self.fall = fall
    self.direction = direction
    self.shadow = shadow
    self.shadowStart = shadowStart
    self.moire = moire
    self.moirePeriod = moirePeriod
  }

  /// Whether the picture stays as it is.
  var isEven: Bool { fall == 0 && shadow == 0 && moire == 0 }

  /// The planes as they are lit; the shadow's direction and the waves' are random.
  func applied(to planes: [Plane], using generator: inout some RandomNumberGenerator) -> [Plane] {
    let slope = Axis(degrees: direction.isFinite ? direction : 0)
    let edge = Axis(degrees: Double.random(in: 0..<360, using: &generator))
    let wind = Double.random(in: 0..<Double.pi, using: &generator)
    let (waveX, waveY) = (Float(cos(wind)), Float(sin(wind)))
    let (fall, shadow) = (Float(fall.within(0...0.95)), Float(shadow.within(0...0.95)))
    let start = Float(shadowStart.within(0...1)) * 2 - 1
    let moire = Float(moire.within(0...0.5))
    let turn = 2 * Float.pi / Float(moirePeriod.within(2...200))
    let (width, height) = (planes[0].width, planes[0].height)
    var factors: [Float] = []
    factors.reserveCapacity(width * height)
    for row in 0..<height {
      let y = (2 * Float(row) + 1) / Float(height) - 1
      for column in 0..<width {
        let x = (2 * Float(column) + 1) / Float(width) - 1
        var factor = 1 - fall * (slope.along(x, y) + 1) / 2
        if shadow > 0 {
          // The edge is soft over a twentieth of the picture.
          factor *= 1 - shadow * max(0, min(1, (edge.along(x, y) - start) * 10 + 0.5))
        }
        if moire > 0 {
          // The waves bend, as no grid is quite even.
          let distance = waveX * Float(column) + waveY * Float(row)
          let phase = distance * turn + 5 * x * y + 4 * y * y
          factor *= 1 - moire * (1 + sin(phase)) / 2
        }
        factors.append(factor)
      }
    }
    return planes.map { plane in
      var result = plane
      for index in result.samples.indices {
        result.samples[index] = UInt8(Float(plane.samples[index]) * factors[index] + 0.5)
      }
      return result
    }
  }

  /// A direction across a picture whose corners are 1 away from the middle.
  private struct Axis {
    let across: Float
    let down: Float

    init(degrees: Double) {
      let angle = degrees * .pi / 180
      let length = abs(cos(angle)) + abs(sin(angle))
      across = Float(cos(angle) / length)
      down = Float(sin(angle) / length)
    }

    func along(_ x: Float, _ y: Float) -> Float { x * across + y * down }
  }
}
