import CheckImaging
import CheckRendering
@_spi(Training) import MICR

/// Checks whose names, lines and words are looked at as if they were the line.
struct OtherPrint {
  private static let pictures = 80

  private var images: [GrayImage] = []

  init(using random: inout SeededGenerator) {
    for number in 0..<Self.pictures {
      let design = CheckDesign.random(using: &random, routingNumbers: [])
      let picture =
        number.isMultiple(of: 4)
        ? GrayImage(lumaOf: CheckRenderer.renderRear(design))
        : Self.withoutLine(CheckRenderer.renderGray(design))
      let worn = Degradations(
        scale: Double.random(in: 0.5...1.2, using: &random),
        isUpsideDown: random.chance(0.3), blur: Double.random(in: 0...1, using: &random),
        noise: Double.random(in: 0...8, using: &random))
      let image = worn.apply(to: picture, using: &random)
      images.append(random.chance(0.4) ? Self.thresholded(image, using: &random) : image)
    }
  }

  /// The clear band of a check is its lowest 5/8 inch, a fifth of most.
  private static func withoutLine(_ image: GrayImage) -> GrayImage {
    let height = image.height * 3 / 4
    return GrayImage(
      width: image.width, height: height, pixels: Array(image.pixels.prefix(image.width * height)))
  }

  private static func thresholded(
    _ image: GrayImage, using random: inout SeededGenerator
  ) -> GrayImage {
    let level = UInt8.random(in: 90...200, using: &random)
    return GrayImage(
      width: image.width, height: image.height, pixels: image.pixels.map { $0 < level ? 0 : 255 })
  }

  /// A strip somewhere on one of the pictures.
  func strip(using random: inout SeededGenerator) -> TrainingStrip {
    let image = images[Int.random(in: 0..<images.count, using: &random)]
    let module = Double.random(in: 0.9...3.2, using: &random)
    return TrainingStrip(
      image, middle: Double.random(in: 0...Double(image.height), using: &random),
      slope: random.chance(0.5) ? 0 : 0.03 * random.normal(), bend: 0,
      moduleWidth: module * Double.random(in: 0.75...1.3, using: &random), moduleHeight: module)
  }
}
