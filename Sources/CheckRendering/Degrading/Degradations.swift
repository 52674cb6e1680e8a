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
  /// How heavy the print is: from -1, eaten away by a pixel on each side, to 1, spread by one.
  public var printWeight: Double
  /// How many strokes of a pen run over the lower part, from 0 to 50.
  public var strokes: Int
  /// How many rubber stamps are printed over the lower part, from 0 to 10.
  public var stamps: Int
  /// By how many greys a pattern of the paper darkens it at most, from 0 to 150.
  public var pattern: Double
  /// The new width as a multiple of the old, from 0.02 to 8.
  public var scale: Double
  /// How much wider the picture is made than high, from 0.5 to 2.
  public var stretch: Double
  /// By how much of its height the right side is shorter, from -0.3 to 0.3.
  public var perspective: Double
  /// How far the middle of the paper sags, as a share of its height, from -0.1 to 0.1.
  public var curl: Double
  /// How much of what the check lies on is seen on each side, as a share of its width, from 0 to 1.
  public var surroundings: Double
  /// How far the picture is turned clockwise, in degrees from -45 to 45; it grows to keep its
  /// corners.
  public var skew: Double
  /// The grey of what lies around a turned check.
  public var surround: UInt8
  /// How much of the light a shadow takes on one side, from 0 to 1.
  public var shadow: Double
  /// By how many greys moire darkens the picture at most, from 0 to 150.
  public var moire: Double
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
  /// How black and white is made of the greys.
  public var thresholding: Thresholding
  /// Whether black and white are swapped in the end.
  public var isInverted: Bool

  /// Makes degradations; what is not given changes nothing.
  ///
  /// Values out of their range are brought to its end when they are applied.
  public init(
    smear: Double = 0, printWeight: Double = 0, strokes: Int = 0, stamps: Int = 0,
    pattern: Double = 0, scale: Double = 1, stretch: Double = 1, perspective: Double = 0,
    curl: Double = 0, surroundings: Double = 0, skew: Double = 0, surround: UInt8 = 255,
    shadow: Double = 0, moire: Double = 0, isUpsideDown: Bool = false, blur: Double = 0,
    contrast: Double = 1, brightness: Double = 0, specks: Double = 0, noise: Double = 0,
    thresholding: Thresholding = .none, isInverted: Bool = false
  ) {
    self.smear = smear
    self.printWeight = printWeight
    self.strokes = strokes
    self.stamps = stamps
    self.pattern = pattern
    self.scale = scale
    self.stretch = stretch
    self.perspective = perspective
    self.curl = curl
    self.surroundings = surroundings
    self.skew = skew
    self.surround = surround
    self.shadow = shadow
    self.moire = moire
    self.isUpsideDown = isUpsideDown
    self.blur = blur
    self.contrast = contrast
    self.brightness = brightness
    self.specks = specks
    self.noise = noise
    self.thresholding = thresholding
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
    ruinPaper(&planes, using: &generator)
    bend(&planes)
    light(&planes, using: &generator)
    if specks > 0 { Grain.speckle(&planes, share: specks.within(0...1), using: &generator) }
    if noise > 0 { Grain.addNoise(to: &planes, sigma: noise.within(0...255), using: &generator) }
    if thresholding != .none { planes = planes.map { $0.thresholded(thresholding) } }
    if isInverted { planes = planes.map { $0.inverted() } }
    return planes
  }

  private func ruinPaper(
    _ planes: inout [Plane], using generator: inout some RandomNumberGenerator
  ) {
    if printWeight != 0 {
      planes = planes.map { $0.printed(weight: printWeight.within(-1...1)) }
    }
    if pattern > 0 {
      let waves = Light(waves: pattern.within(0...150), length: 5...40, using: &generator)
      planes = planes.map(waves.applied)
    }
    if strokes > 0 || stamps > 0 {
      let marks = PaperMarks(
        strokes: min(max(strokes, 0), 50), stamps: min(max(stamps, 0), 10), planes[0],
        using: &generator)
      planes = planes.map(marks.applied)
    }
    if smear > 0 {
      let wipe = Smear(share: smear.within(0...1), planes[0], using: &generator)
      planes = planes.map { wipe.applied(to: $0) }
    }
  }

  private func bend(_ planes: inout [Plane]) {
    if scale != 1 || stretch != 1 {
      let down = scale.within(0.02...8)
      planes = planes.map { $0.scaled(across: down * stretch.within(0.5...2), down: down) }
    }
    let warp = Warp(
      perspective: perspective.within(-0.3...0.3), curl: curl.within(-0.1...0.1),
      surroundings: surroundings.within(0...1))
    if !warp.isNone { planes = planes.map { $0.warped(warp, surround: surround) } }
    if skew != 0 {
      planes = planes.map { $0.turned(degrees: skew.within(-45...45), surround: surround) }
    }
    if isUpsideDown { planes = planes.map { $0.upsideDown() } }
  }

  private func light(_ planes: inout [Plane], using generator: inout some RandomNumberGenerator) {
    if shadow > 0 {
      let side = Light(shadow: shadow.within(0...1), using: &generator)
      planes = planes.map(side.applied)
    }
    if moire > 0 {
      let waves = Light(waves: moire.within(0...150), length: 2.2...7, using: &generator)
      planes = planes.map(waves.applied)
    }
    if blur > 0 { planes = planes.map { $0.blurred(sigma: blur.within(0...50)) } }
    if contrast != 1 || brightness != 0 {
      planes = planes.map { $0.toned(contrast: contrast, brightness: brightness) }
    }
  }
}
