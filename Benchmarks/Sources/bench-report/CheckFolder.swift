import CheckActions
import CheckImaging
import CheckRendering
import Foundation
import ImageCodecs

/// A folder of drawn checks, the same to the byte for the same seed, named as `ingest` wants them.
struct CheckFolder: Sendable {
  static let seed: UInt64 = 20_260_314
  /// So few checks go to one account that no limit of a day is met.
  private static let checksPerAccount = 4

  let path: String
  /// The pictures' files, in order.
  let files: [String]

  /// Draws personal checks as grey PNGs; 200 pixels to the inch make 1200 by 550.
  ///
  /// - Parameter noise: The standard deviation of the grey values, as a scanner's noise has one.
  init(drawing count: Int, dpi: Double, noise: Double = 0, in path: String) async throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    var generator = SeededGenerator(seed: Self.seed)
    let designs = (0..<count).map { _ in
      var design = CheckDesign.random(
        using: &generator, routingNumbers: SyntheticDirectory.routingNumbers, kinds: [.personal])
      design.dpi = dpi
      return design
    }
    let files = designs.indices.map { index in
      let account = 10_000_000 + index / Self.checksPerAccount
      let amount = Cents(designs[index].amountInCents).description.filter { $0 != "," }
      return "\(path)/bench@example.com^\(account)^\(amount)^\(100_000 + index).png"
    }
    try await Cores.each(designs.indices) { index in
      var generator = SeededGenerator(seed: Self.seed &+ UInt64(index))
      let picture = CheckRenderer.renderGray(designs[index])
      let png = try PNGCodec.encode(
        noise > 0 ? Degradations(noise: noise).apply(to: picture, using: &generator) : picture)
      try Data(png).write(to: URL(filePath: files[index]))
    }
    self.path = path
    self.files = files
  }

  /// Draws pieces of paper with nothing on them as grey PNGs of 32 by 16, for deposits without an
  /// address; no two are the same to the byte.
  init(blank count: Int, in path: String) async throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let files = (0..<count).map { index in
      "\(path)/^\(10_000_000 + index / Self.checksPerAccount)^19.99^\(100_000 + index).png"
    }
    try await Cores.each(files.indices) { index in
      var generator = SeededGenerator(seed: Self.seed &+ UInt64(index))
      let grain = (0..<32 * 16).map { _ in UInt8.random(in: 236...251, using: &generator) }
      let png = try PNGCodec.encode(GrayImage(width: 32, height: 16, pixels: grain))
      try Data(png).write(to: URL(filePath: files[index]))
    }
    self.path = path
    self.files = files
  }
}
