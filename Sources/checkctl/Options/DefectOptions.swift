import ArgumentParser
import CheckRendering

/// What is wrong with pictures that are drawn.
struct DefectOptions: ParsableArguments {
  @Option(help: "Noise, as the standard deviation of the grey values (0 to 128).")
  var noise = 0.0

  @Option(help: "Skew in degrees.")
  var skew = 0.0

  @Option(help: "Blur, as the radius in pixels.")
  var blur = 0.0

  @Option(help: "Scale, as a factor.")
  var scale = 1.0

  @Option(help: "What is added to each grey; less than 0 is darker.")
  var brightness = 0.0

  @Option(help: "The factor by which greys keep their distance from the middle.")
  var contrast = 1.0

  @Option(help: "The share of pixels that are black or white specks, from 0 to 1.")
  var specks = 0.0

  @Option(help: "How many streaks run across, from 0 to 50.")
  var streaks = 0

  @Option(help: "The legs of a corner that is missing, as a share of the short side.")
  var missingCorner = 0.0

  @Option(help: "The share of the picture, from below, that was lost.")
  var lost = 0.0

  @Flag(help: "Turn the picture by 180 degrees.")
  var upsideDown = false

  func validate() throws {
    let numbers: [(name: String, value: Double, range: ClosedRange<Double>)] = [
      ("noise", noise, 0...128), ("skew", skew, -45...45), ("blur", blur, 0...20),
      ("scale", scale, 0.1...4), ("brightness", brightness, -255...255),
      ("contrast", contrast, 0...4), ("specks", specks, 0...1),
      ("streaks", Double(streaks), 0...50), ("missing-corner", missingCorner, 0...0.9),
      ("lost", lost, 0...1),
    ]
    for (name, value, range) in numbers where !range.contains(value) {
      throw ValidationError(
        "--\(name) takes \(range.lowerBound) to \(range.upperBound), not \(value)")
    }
  }

  /// All of it, as the renderer takes it.
  var degradations: Degradations {
    Degradations(
      damage: Damage(streaks: streaks, missingCorner: missingCorner, lost: lost), scale: scale,
      skew: skew, isUpsideDown: upsideDown, blur: blur, contrast: contrast,
      brightness: brightness, specks: specks, noise: noise)
  }
}
