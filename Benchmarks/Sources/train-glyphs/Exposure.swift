import CheckImaging
import CheckRendering
import Foundation
import ImageCodecs

/// How a scanner or a camera takes a picture of paper.
struct Exposure {
  private var white: Double
  private var black: Double
  private var shade: (Double, Double)
  private var pattern: [(x: Double, y: Double, phase: Double, strength: Double)] = []
  private var blur: Double
  private var noise: Double
  private var threshold: Double?
  private var quality: Int?

  init(using random: inout SeededGenerator) {
    white = Double.random(in: 120...255, using: &random)
    black = white - Double.random(in: 60...max(white - 5, 61), using: &random)
    shade = (
      Double.random(in: -30...30, using: &random), Double.random(in: -30...30, using: &random)
    )
    blur = random.chance(0.3) ? 0 : Double.random(in: 0.2...0.95, using: &random)
    noise = random.chance(0.3) ? 0 : Double.random(in: 0...12, using: &random)
    if random.chance(0.5) {
      let strength = (white - black) * Double.random(in: 0...0.4, using: &random)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        pattern.append(
          (
            Double.random(in: -2...2, using: &random), Double.random(in: -2...2, using: &random),
            Double.random(in: 0...6, using: &random), strength / 2
          ))
      }
    }
    if random.chance(0.35) { threshold = Double.random(in: 0.3...0.7, using: &random) }
    if random.chance(0.45) { quality = Int.random(in: 20...85, using: &random) }
  }

  func take(
    of paper: Paper, _ view: Paper.View, using random: inout SeededGenerator
  ) throws -> GrayImage {
    let scale = Double(Paper.scale)
    let width = max(Int(Double(paper.width) / scale * view.moduleWidth), 8)
    let height = max(Int(Double(paper.height) / scale * view.moduleHeight), 8)
    let taps = max(3, min(Int(Double(paper.width / width).rounded()), 8))
    var levels = [Float](repeating: 0, count: width * height)
    for y in 0..<height {
      for x in 0..<width {
        var sum: Float = 0
        for tap in 0..<taps * taps {
          let fx = Double(x) + (Double(tap % taps) + 0.5) / Double(taps)
          let t = (fx - Double(width) / 2) / (Double(width) / 2)
          let fy =
            Double(y) + (Double(tap / taps) + 0.5) / Double(taps)
            - view.slope * (fx - Double(width) / 2) - view.bend * t * t
          let column = Int(fx / view.moduleWidth * scale)
          let row = Int(fy / view.moduleHeight * scale)
          if column >= 0, column < paper.width, row >= 0, row < paper.height {
            sum += paper.ink[row * paper.width + column]
          }
        }
        levels[y * width + x] = sum / Float(taps * taps)
      }
    }
    let (wide, tall) = (Double(width), Double(height))
    var pixels = levels.indices.map { index -> UInt8 in
      let (x, y) = (Double(index % width), Double(index / width))
      var light = white + shade.0 * (x / wide - 0.5) + shade.1 * (y / tall - 0.5)
      for wave in pattern {
        let phase = wave.x * x / view.moduleWidth + wave.y * y / view.moduleHeight + wave.phase
        light -= wave.strength * (1 + sin(phase))
      }
      let dark = min(black, light - 20)
      return UInt8(min(max(light + (dark - light) * Double(levels[index]), 0), 255))
    }
    var degradations = Degradations(blur: blur, noise: noise)
    if let threshold {
      let image = degradations.apply(
        to: GrayImage(width: width, height: height, pixels: pixels), using: &random)
      let level = UInt8(min(max(black + (white - black) * threshold, 1), 254))
      pixels = image.pixels.map { $0 <= level ? 0 : 255 }
      degradations = Degradations(blur: random.chance(0.3) ? 0.5 : 0)
    }
    let image = degradations.apply(
      to: GrayImage(width: width, height: height, pixels: pixels), using: &random)
    guard let quality else { return image }
    return try ImageDecoder.decodeGray(JPEGCodec.encode(image, quality: quality))
  }
}
