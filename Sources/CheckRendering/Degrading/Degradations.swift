import Drawing
import CheckImaging

/// What a scanner, a camera or a rough life does to a picture of a check.
///
/// The parts are applied in the order of the properties, from the paper to the sensor. Left at
/// their defaults they change nothing. The strength of JPEG is not among them: it is the encoder's.
///
/// ```swift
/// var generator = SeededGenerator(seed: 7)
/// let scan = Degradations(skew: 1.5, noise: 6).apply(to: picture, using: &generator)
/// ```
public struct Degradations: Codable, Sendable, Hashable {
  /// How much of the height, from the bottom, is wiped across until no line can be read there.
  ///
  /// From 0 to 1. On a personal check 0.2 takes the MICR line, and little else.
  public var smear: Double
  /// The new width as a multiple of the old, from 0.02 to 8.
  public var scale: Double
  /// How far the picture is turned clockwise, in degrees from -45 to 45; it grows to keep its
  /// corners.
  public var skew: Double
  /// The grey of what lies around a turned check.
  public var surround: UInt8
  /// Whether the picture is turned by half a turn.
  public var isUpsideDown: Bool
  /// The standard deviation of a nearly Gaussian blur, in pixels, from 0 to 50.
  public var blur: Double
  /// The factor by which greys keep their distance from the middle grey; 1 changes nothing.
  public var contrast: Double
  /// What is added to each grey.
  public var brightness: Double
  /// The share of pixels that become black or white, from 0 to 1.
  public var specks: Double
  /// The standard deviation of the noise, in greys; the noise is the same in all colours.
  public var noise: Double

  /// Makes degradations; what is not given changes nothing.
  ///
  /// Values out of their range are brought to its end when they are applied.
  public init(
    smear: Double = 0, scale: Double = 1, skew: Double = 0, surround: UInt8 = 255,
    isUpsideDown: Bool = false, blur: Double = 0, contrast: Double = 1, brightness: Double = 0,
    specks: Double = 0, noise: Double = 0
  ) {
    self.smear = smear
    self.scale = scale
    self.skew = skew
    self.surround = surround
    self.isUpsideDown = isUpsideDown
    self.blur = blur
    self.contrast = contrast
    self.brightness = brightness
    self.specks = specks
    self.noise = noise
  }

  /// The picture after all that; the same state of the generator gives the same pixels.
  public func apply(
    to image: GrayImage, using generator: inout some RandomNumberGenerator
  ) -> GrayImage {
    let plane = Plane(width: image.width, height: image.height, samples: image.pixels)
    let result = apply(to: [plane], using: &generator)[0]
    return GrayImage(width: result.width, height: result.height, pixels: result.samples)
  }

  /// The picture after all that; the same state of the generator gives the same pixels.
  public func apply(
    to image: ColorImage, using generator: inout some RandomNumberGenerator
  ) -> ColorImage {
    let planes = apply(to: Plane.planes(of: image), using: &generator)
    return Plane.image(of: planes)
  }

  private func apply(
    to planes: [Plane], using generator: inout some RandomNumberGenerator
  ) -> [Plane] {
    var planes = planes
    if smear > 0 {
      let wipe = Smear(share: smear.within(0...1), planes[0], using: &generator)
      planes = planes.map { wipe.applied(to: $0) }
    }
    if scale != 1 { planes = planes.map { $0.scaled(by: scale.within(0.02...8)) } }
    if skew != 0 {
      planes = planes.map { $0.turned(degrees: skew.within(-45...45), surround: surround) }
    }
    if isUpsideDown { planes = planes.map { $0.upsideDown() } }
    if blur > 0 { planes = planes.map { $0.blurred(sigma: blur.within(0...50)) } }
    if contrast != 1 || brightness != 0 {
      planes = planes.map { $0.toned(contrast: contrast, brightness: brightness) }
    }
    if specks > 0 { Grain.speckle(&planes, share: specks.within(0...1), using: &generator) }
    if noise > 0 { Grain.addNoise(to: &planes, sigma: noise.within(0...255), using: &generator) }
    return planes
  }
}
