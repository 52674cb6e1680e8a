import CheckImaging
import CheckRendering
import Foundation
import ImageCodecs
import MICR

/// A short row of characters and of what is none, printed, photographed or scanned, with the place
/// of each character known.
struct TrainingLine {
  var image: GrayImage
  /// The characters and where their right edges are, in pixels.
  var characters: [(character: MICRCharacter, x: Double)] = []
  var middle: Double
  var slope: Double
  var bend: Double
  var moduleWidth: Double
  var moduleHeight: Double

  init(using random: inout SeededGenerator) throws {
    var paper = Paper(using: &random)
    moduleWidth = exp(Double.random(in: log(0.62)...log(4.2), using: &random))
    moduleHeight = moduleWidth * Double.random(in: 0.75...1.35, using: &random)
    slope = Double.random(in: -0.06...0.06, using: &random)
    if random.chance(0.4) { slope = 0 }
    let view = Paper.View(
      moduleWidth: moduleWidth, moduleHeight: moduleHeight, slope: slope,
      bend: random.chance(0.3) ? Double.random(in: -1.2...1.2, using: &random) * moduleHeight : 0)
    bend = view.bend
    paper.wear(using: &random)
    image = try Exposure(using: &random).take(of: paper, view, using: &random)
    middle = Double(image.height) / 2
    let width = moduleWidth
    characters = paper.characters.map { ($0.character, $0.right * width) }
  }
}

extension SeededGenerator {
  mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &self) < share }

  /// A normally distributed number, by the sum of twelve even ones.
  mutating func normal() -> Double {
    (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &self) }
  }
}
