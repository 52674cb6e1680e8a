import BenchmarkOutput
import CashLetter
import CheckActions
import CheckImaging
import CheckRendering
import Foundation
import ImageCodecs

/// Letters of many items, written and verified, beside copying the same bytes.
enum LettersSection {
  static let count = 10_000
  private static let pictures = 16

  static func report(in scratch: ScratchFolder) throws {
    say(
      """

      Letters: \(count) items with two pictures of 1200 x 550 each, \(pictures) different ones; \
      each step in a process of its own
      """)
    let sides = try drawn()
    let bytes = sides.reduce(0) { $0 + $1.count } / sides.count
    say("  a picture takes \(bytes) bytes; verifying unpacks none but in the last step")
    for (index, side) in sides.enumerated() {
      try Data(side).write(to: URL(filePath: "\(scratch.path)/side-\(index).tif"))
    }
    var table = TextTable(["", "items/s", "MB/s", "step/copy", "peak", "to a tenth"])
    let letter = LetterChild.Step.letter(in: scratch.path)
    // The tenth goes first, so that the file of all is there for what reads it.
    let steps = LetterChild.Step.allCases
    let tenth = try steps.map { try LetterChild.run($0, of: count / 10, in: scratch.path) }
    var all: [LetterChild.Step: LetterChild.Told] = [:]
    for step in steps { all[step] = try LetterChild.run(step, of: count, in: scratch.path) }
    let size = Double(try Data(contentsOf: URL(filePath: letter), options: .alwaysMapped).count)
    let copy = all[.copy]?.seconds ?? 0
    for (step, before) in zip(steps, tenth) {
      guard let told = all[step] else { continue }
      table.add([
        step.rawValue, (Double(count) / told.seconds).rounded(toDigits: 3),
        (size / told.seconds / 1e6).rounded(toDigits: 3),
        (told.seconds / copy).rounded(toDigits: 3),
        "\(Int((told.peakBytes / 1_048_576).rounded())) MiB",
        (told.peakBytes / before.peakBytes).rounded(toDigits: 3),
      ])
    }
    table.print()
  }

  /// Both sides of some checks, as image exchange has them.
  private static func drawn() throws -> [[UInt8]] {
    var generator = SeededGenerator(seed: CheckFolder.seed)
    return try (0..<pictures).map { _ in
      var design = CheckDesign.random(
        using: &generator, routingNumbers: SyntheticDirectory.routingNumbers, kinds: [.personal])
      design.dpi = 200
      let gray = Degradations(noise: 3).apply(
        to: CheckRenderer.renderGray(design), using: &generator)
      return try TIFFCodec.encodeGroup4(BinaryImage(blockwiseSauvola: gray, radius: 20), dpi: 200)
    }
  }
}
