import ArgumentParser
import CheckRendering
import Foundation
import ImageCodecs

extension Condition: ExpressibleByArgument {}

extension SampleCommand {
  struct Lines: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draw pictures as scanners, faxes and cameras make them, with the line of each.",
      discussion: """
        The lines are written to lines.tsv beside the pictures, in A/B/C/D notation.

        Example:

          checkctl sample lines --condition photograph --count 20 --seed 7 --out photographs
          checkctl read photographs/photograph-7.png
        """)

    @Option(help: "The folder to write to; made when it is not there.", completion: .directory)
    var out = "."

    @Option(help: "The kind of picture. (default: one of each)")
    var condition: Condition?

    @Option(help: "How many pictures to draw of a kind.")
    var count = 1

    @Option(help: "The seed of the first picture; the next has the next seed.")
    var seed: UInt64 = 1

    @OptionGroup var replacing: ReplaceOptions

    func validate() throws {
      guard (1...100_000).contains(count) else {
        throw ValidationError("--count takes 1 to 100000, not \(count)")
      }
    }

    func run() throws {
      let folder = try OutputFolder(out, replaces: replacing.force)
      let lines = try folder.file("lines.tsv")
      var table = "file\tkind\tmicr\tusable\tnotes\n"
      for condition in condition.map({ [$0] }) ?? Condition.allCases {
        for number in 0..<UInt64(count) {
          let rendered = RenderedCheck(condition, seed: seed &+ number)
          let name = "\(condition.rawValue)-\(rendered.seed).png"
          try folder.write(PNGCodec.encode(rendered.image, effort: .fast), as: name)
          table += "\(name)\t\(condition.rawValue)\t\(rendered.line ?? "")"
          table += "\t\(rendered.line == nil ? "neg" : "yes")"
          table += "\t\(rendered.layout?.rawValue ?? "")\n"
        }
      }
      try lines.write(Array(table.utf8))
      Console.note("drawn to \(out); their lines are in \(out)/lines.tsv")
    }
  }
}
