import CheckImaging
import CheckRendering
import Testing

@testable import MICR

/// Pictures made to break the reader: whatever the pixels, it answers within bounds, and the same
/// each time.
struct HostilePictureTests {
  enum Kind: CaseIterable {
    case noise, sparks, gradient, stripes, checkers, fragments, shuffledRows, extremes
  }

  @Test(arguments: Kind.allCases)
  func answersWithinBounds(kind: Kind) {
    for seed in UInt64(0)..<12 {
      var generator = SeededGenerator(seed: seed)
      let image = Self.picture(kind, using: &generator)
      let reading = sharedReader.read(image)
      #expect(reading == sharedReader.read(image), "\(kind) \(seed) is read in two ways")
      expectBounded(reading, on: image, "\(kind) \(seed)")
      #expect(reading.status != .sure, "\(kind) \(seed): \(reading.line)")
    }
  }

  private func expectBounded(_ reading: MICRReading, on image: GrayImage, _ name: String) {
    #expect(reading.characters.count <= LineReading.mostCharacters * 4, "\(name)")
    #expect((reading.status == .noLine) == reading.characters.isEmpty, "\(name)")
    for found in reading.characters {
      #expect((0...1).contains(found.confidence), "\(name): \(found.confidence)")
      let box = found.box
      #expect(box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0, "\(name): \(box)")
      #expect(box.x + box.width <= image.width && box.y + box.height <= image.height, "\(name)")
    }
  }

  private static let sizes = [
    (1, 1), (700, 1), (1, 700), (900, 2), (3, 300), (24, 24), (640, 31), (500, 220), (1300, 90),
    (31, 640), (2600, 140), (90, 2300),
  ]

  private static func picture(
    _ kind: Kind, using generator: inout SeededGenerator
  ) -> GrayImage {
    let (width, height) = sizes.randomElement(using: &generator) ?? (1, 1)
    var image = GrayImage(width: width, height: height)
    let step = Int.random(in: 1...40, using: &generator)
    let dark = UInt8.random(in: 0...200, using: &generator)
    func fill(_ shade: (Int, Int) -> UInt8) {
      for y in 0..<height { for x in 0..<width { image[x, y] = shade(x, y) } }
    }
    switch kind {
    case .noise: fill { _, _ in UInt8.random(in: 0...255, using: &generator) }
    case .sparks:
      fill { _, _ in Int.random(in: 0..<step + 2, using: &generator) == 0 ? dark : 255 }
    case .gradient: fill { x, y in UInt8((x * step + y * 7) / 8 % 256) }
    case .stripes: fill { x, _ in x / step % 2 == 0 ? dark : 255 }
    case .checkers: fill { x, y in (x / step + y / (step + 3)) % 2 == 0 ? dark : 255 }
    case .extremes: fill { x, y in (x ^ y) & step == 0 ? 0 : 255 }
    case .fragments: return fragments(width: width, height: height, using: &generator)
    case .shuffledRows:
      let line = DrawnCheck(line: "A122000661A 12345678C 1011", seed: UInt64(step)).draw()
      let rows = (0..<line.height).shuffled(using: &generator)
      return GrayImage(
        width: line.width, height: line.height,
        pixels: rows.flatMap { line.pixels[$0 * line.width..<($0 + 1) * line.width] })
    }
    return image
  }

  /// Pieces of a line's print, strewn and repeated over the picture.
  private static func fragments(
    width: Int, height: Int, using generator: inout SeededGenerator
  ) -> GrayImage {
    let print = DrawnCheck(line: "A0123456789A BDC").draw()
    var image = GrayImage(width: width, height: height)
    for _ in 0..<60 {
      let (pieceWidth, pieceHeight) = (
        Int.random(in: 4...17, using: &generator), Int.random(in: 5...20, using: &generator)
      )
      let from = (
        Int.random(in: 600..<print.width - 60, using: &generator),
        Int.random(in: print.height - 80..<print.height - 50, using: &generator)
      )
      let to = (
        Int.random(in: 0..<width, using: &generator), Int.random(in: 0..<height, using: &generator)
      )
      for copy in 0..<Int.random(in: 1...12, using: &generator) {
        for y in 0..<pieceHeight where to.1 + y < height {
          for x in 0..<pieceWidth where to.0 + x + copy * 25 < width {
            image[to.0 + x + copy * 25, to.1 + y] = print[from.0 + x, from.1 + y]
          }
        }
      }
    }
    return image
  }
}
