import Drawing
import CheckImaging

/// What a scanner, a camera or a rough life does to a picture of a check.
///
/// The parts are applied in the order of the properties, from the paper to the sensor. Left at
/// their defaults they change nothing.
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
  /// What the paper lost, and the scanner drew.
  public var damage: Damage
  /// The new width as a multiple of the old, from 0.02 to 8.
  public var scale: Double
  /// The width as a multiple of what the height asks for, from 0.5 to 2: wrong aspect ratios.
  ///
  /// The height is the one that changes.
  public var stretch: Double
  /// What lies around the check.
  public var mount: Mount
  /// How the paper and the camera stand to each other.
  public var bend: Bend
  /// How far the picture is turned clockwise, in degrees from -45 to 45; it grows to keep its
  /// corners.
  public var skew: Double
  /// The grey of what lies around a turned check.
  public var surround: UInt8
  /// Whether the picture is turned by half a turn.
  public var isUpsideDown: Bool
  /// The light, and what the grids of paper and sensor make of it.
  public var light: Light
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
  /// The quality, from 1 to 100, of a JPEG file that the picture has been in, if it has.
  ///
  /// Each colour goes through a file of its own.
  public var jpegQuality: Int?
  /// How black and white is made of it; of each colour by itself.
  public var bitonal: Bitonal
  /// Whether black and white change places.
  public var isInverted: Bool

  /// Makes degradations; what is not given changes nothing.
  ///
  /// Values out of their range are brought to its end when they are applied.
  public init(
    smear: Double = 0, damage: Damage = Damage(), scale: Double = 1, stretch: Double = 1,
    mount: Mount = Mount(), bend: Bend = Bend(), skew: Double = 0, surround: UInt8 = 255,
    isUpsideDown: Bool = false,
    light: Light = Light(), blur: Double = 0, contrast: Double = 1, brightness: Double = 0,
    specks: Double = 0, noise: Double = 0, jpegQuality: Int? = nil, bitonal: Bitonal = .none,
    isInverted: Bool = false
  ) {
    self.smear = smear
    self.damage = damage
    self.scale = scale
    self.stretch = stretch
    self.mount = mount
    self.bend = bend
    self.skew = skew
    self.surround = surround
    self.isUpsideDown = isUpsideDown
    self.light = light
    self.blur = blur
    self.contrast = contrast
    self.brightness = brightness
    self.specks = specks
    self.noise = noise
    self.jpegQuality = jpegQuality
    self.bitonal = bitonal
    self.isInverted = isInverted
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
    damage.wear(&planes)
    damage.tear(&planes, using: &generator)
    place(&planes, using: &generator)
    expose(&planes, using: &generator)
    damage.scan(&planes, using: &generator)
    if let jpegQuality { planes = planes.map { $0.throughJPEG(quality: jpegQuality) } }
    if bitonal != .none { planes = planes.map { bitonal.applied(to: $0) } }
    if isInverted { planes = planes.map { $0.inverted() } }
    return planes
  }

  /// What moves pixels.
  private func place(
    _ planes: inout [Plane], using generator: inout some RandomNumberGenerator
  ) {
    if scale != 1 || stretch != 1 {
      let (across, ratio) = (scale.within(0.02...8), stretch.within(0.5...2))
      planes = planes.map { $0.scaled(across: across, down: across / ratio) }
    }
    planes = mount.applied(to: planes, using: &generator)
    if !bend.isFlat { planes = planes.map { bend.applied(to: $0) } }
    if skew != 0 {
      planes = planes.map { $0.turned(degrees: skew.within(-45...45), surround: surround) }
    }
    if isUpsideDown { planes = planes.map { $0.upsideDown() } }
  }

  /// What changes their greys.
  private func expose(
    _ planes: inout [Plane], using generator: inout some RandomNumberGenerator
  ) {
    if !light.isEven { planes = light.applied(to: planes, using: &generator) }
    if blur > 0 { planes = planes.map { $0.blurred(sigma: blur.within(0...50)) } }
    if contrast != 1 || brightness != 0 {
      planes = planes.map { $0.toned(contrast: contrast, brightness: brightness) }
    }
    if specks > 0 { Grain.speckle(&planes, share: specks.within(0...1), using: &generator) }
    if noise > 0 { Grain.addNoise(to: &planes, sigma: noise.within(0...255), using: &generator) }
  }
}
