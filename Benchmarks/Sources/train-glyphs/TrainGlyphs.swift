import ArgumentParser
import BenchmarkOutput
import CheckImaging
import CheckRendering
import Foundation
import ImageCodecs
@_spi(Training) import MICR

@main
struct TrainGlyphs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train-glyphs",
    abstract: "Fit the network that tells E-13B characters apart, on rendered print only.",
    discussion: "Writes the weights as a Swift file; the same seed gives the same weights.")

  @Argument(help: "The Swift file to write.")
  var output: String

  @Option(help: "How many rendered lines to learn from.")
  var lines = 36000

  @Option(help: "How often each window is seen.")
  var epochs = 11

  @Option(help: "The seed of all that is random.")
  var seed: UInt64 = 1

  @Option(help: "Write this many of the lines as a picture, to look at.")
  var show: String?

  func run() throws {
    var random = SeededGenerator(seed: seed)
    if let show { return try picture(to: show, using: &random) }
    let training = try WindowSet(lines: lines, using: &random)
    let testing = try WindowSet(lines: lines / 10, using: &random)
    say("\(training.labels.count) windows to learn from, \(testing.labels.count) to test with")
    var network = NetworkTraining(sizes: TrainingStrip.networkSizes, using: &random)
    var order = Array(training.labels.indices)
    let batch = 64
    let total = epochs * (order.count / batch)
    var done = 0
    for epoch in 1...epochs {
      order.shuffle(using: &random)
      var loss: Float = 0
      for start in stride(from: 0, to: order.count - batch, by: batch) {
        let rate = 0.0015 * Float(0.5 * (1 + cos(Double(done) / Double(total) * .pi)))
        loss += network.step(
          training.windows, training.labels, batch: order[start..<start + batch], rate: rate)
        done += 1
      }
      let mean = Double(loss) / Double(order.count / batch)
      say("epoch \(epoch): loss \(mean.rounded(toDigits: 3)), \(testing.verdict(on: network))")
      try PackedWeights(network).swiftFile.write(
        toFile: output, atomically: true, encoding: .utf8)
    }
  }

  private func picture(to file: String, using random: inout SeededGenerator) throws {
    var rows: [[UInt8]] = []
    let width = 900
    for _ in 0..<24 {
      let line = try TrainingLine(using: &random)
      for row in 0..<min(line.image.height, 120) {
        let start = row * line.image.width
        let pixels = line.image.pixels[start..<start + min(line.image.width, width)]
        rows.append(Array(pixels) + [UInt8](repeating: 128, count: width - pixels.count))
      }
      rows.append([UInt8](repeating: 0, count: width))
    }
    let image = GrayImage(width: width, height: rows.count, pixels: rows.flatMap { $0 })
    try Data(PNGCodec.encode(image)).write(to: URL(filePath: file))
  }
}
