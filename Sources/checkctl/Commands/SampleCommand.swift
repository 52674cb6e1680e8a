import ArgumentParser
import CheckActions
import CheckImaging
import CheckPipeline
import CheckRendering
import Drawing
import Foundation
import ImageCodecs

extension CheckDesign.Kind: ExpressibleByArgument {}

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draw check pictures for trying things out.",
    discussion: """
      Example:

        checkctl sample render --count 20 --out checks --seed 7 --noise 4 --skew 1
        checkctl ingest checks
      """,
    subcommands: [Render.self, Lines.self, Set.self], defaultSubcommand: Render.self)

  struct Render: ParsableCommand {
    enum Background: String, ExpressibleByArgument, CaseIterable {
      case plain, tinted, gradient, guilloche
    }

    enum Picture: String, ExpressibleByArgument, CaseIterable {
      case png, jpeg
    }

    static let configuration = CommandConfiguration(
      abstract: "Draw random checks, each named as a deposit; the same seed gives the same files.",
      discussion: """
        Example:

          checkctl sample render --count 3 --out checks --kind business --picture jpeg
        """)

    @Option(help: "The folder to write to; made when it is not there.", completion: .directory)
    var out = "."

    @Option(help: "How many checks to draw.")
    var count = 1

    @Option(help: "What everything random comes from.")
    var seed: UInt64 = 1

    @Option(help: "The kind of check. (default: any)")
    var kind: CheckDesign.Kind?

    @Option(help: "The paper. (default: any)")
    var background: Background?

    @Option(help: "The routing number on the check. (default: one of the made-up directory)")
    var routing: String?

    @Option(help: "The whole line in A/B/C/D notation, instead of a random one.")
    var line: String?

    @Option(help: "The amount on the check and in the file name. (default: any)")
    var amount: String?

    @Option(help: "The account to credit, in the file name. (default: another for each check)")
    var account: String?

    @Option(help: "The e-mail address in the file name.")
    var email = "dana@example.com"

    @Option(help: "Pixels of an inch.")
    var dpi = 200.0

    @OptionGroup(title: "What is wrong with the pictures") var defects: DefectOptions

    @Flag(help: "Draw in colour.")
    var color = false

    @Option(help: "The format of the pictures.")
    var picture = Picture.png

    @OptionGroup var replacing: ReplaceOptions

    func validate() throws {
      func require(_ isGood: Bool, _ text: String) throws {
        guard isGood else { throw ValidationError(text) }
      }
      try require((1...100_000).contains(count), "--count takes 1 to 100000, not \(count)")
      try require((50...1200).contains(dpi), "--dpi takes 50 to 1200, not \(dpi)")
      if let amount {
        try require(
          Cents(dollars: amount) != nil,
          "--amount '\(amount)' cannot be taken: give dollars and cents, such as 19.99")
      }
    }

    func run() throws {
      let folder = try OutputFolder(out, replaces: replacing.force)
      var generator = SeededGenerator(seed: seed)
      for number in 0..<count {
        let design = design(using: &generator)
        let bytes = try encoded(design, using: &generator)
        let cents = Cents(design.amountInCents).description.replacingOccurrences(of: ",", with: "")
        let ending = picture == .png ? "png" : "jpg"
        let account = account ?? String(4_400_000_001 + number)
        let name = "\(email)^\(account)^\(cents)^\(1_497_458_268 + number).\(ending)"
        try folder.write(bytes, as: name)
      }
      Console.note("\(count) drawn to \(out); next: checkctl ingest \(out)")
    }

    private func design(using generator: inout SeededGenerator) -> CheckDesign {
      var design = CheckDesign.random(
        using: &generator,
        routingNumbers: routing.map { [$0] } ?? SyntheticDirectory.routingNumbers,
        kinds: kind.map { [$0] } ?? CheckDesign.Kind.allCases)
      if let amount, let cents = Cents(dollars: amount) {
        design.amountInCents = cents.value
        design.amountInWords = AmountInWords.text(cents: cents.value)
        // The encoded amount of a random line would no longer be the stated one.
        if let encoded = design.micr.text.firstIndex(of: "B") {
          design.micr.text = String(design.micr.text[..<encoded])
          design.micr = design.micr.encoding(amountInCents: cents.value)
        }
      }
      if let line { design.micr = MICRPrint(text: line) }
      design.dpi = dpi
      switch background {
      case .plain: design.background = .plain
      case .tinted: design.background = .tinted(InkColor(red: 232, green: 240, blue: 228))
      case .gradient:
        design.background = .gradient(
          top: InkColor(red: 236, green: 240, blue: 248),
          bottom: InkColor(red: 212, green: 224, blue: 240))
      case .guilloche:
        design.background = .guilloche(
          paper: InkColor(red: 244, green: 240, blue: 228),
          lines: InkColor(red: 220, green: 210, blue: 190))
      case nil: break
      }
      return design
    }

    private func encoded(
      _ design: CheckDesign, using generator: inout SeededGenerator
    ) throws -> [UInt8] {
      let degradations = defects.degradations
      if color {
        let image = degradations.apply(to: CheckRenderer.render(design), using: &generator)
        return picture == .png
          ? try PNGCodec.encode(image, effort: .fast) : try JPEGCodec.encode(image)
      }
      let image = degradations.apply(to: CheckRenderer.renderGray(design), using: &generator)
      return picture == .png
        ? try PNGCodec.encode(image, effort: .fast) : try JPEGCodec.encode(image)
    }
  }

  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the project's sample set, with its manifest.",
      discussion: """
        Example:

          checkctl sample set --out samples
        """)

    @Option(help: "The folder to write to; made when it is not there.", completion: .directory)
    var out: String

    @OptionGroup var replacing: ReplaceOptions

    func run() throws {
      let set = try SampleSet(routingNumbers: SyntheticDirectory.routingNumbers)
      let folder = try OutputFolder(out, replaces: replacing.force)
      var all: [(name: String, bytes: [UInt8])] = []
      for sample in set.samples {
        all.append((sample.file, sample.front))
        if let name = sample.backFile, let back = sample.back { all.append((name, back)) }
      }
      all.append((IngestPlan.manifestName, Array(set.manifest.utf8)))
      all.append(("README.md", Array((Self.introduction + set.table).utf8)))
      // All are looked at before one is written: half a set would not be as its table says.
      let files = try all.map { try folder.file($0.name) }
      for (file, entry) in zip(files, all) { try file.write(entry.bytes) }
      Console.note("\(set.samples.count) samples written to \(out)")
    }

    private static let introduction = """
      # Samples

      Rendered checks and other files to try the pipeline with. Names, banks and accounts are made \
      up; the pictures come from `checkctl sample set --out samples`. Deposit them with \
      `checkctl ingest samples`; `manifest.csv` states accounts and amounts. Each must end as the \
      table says.


      """
  }
}
