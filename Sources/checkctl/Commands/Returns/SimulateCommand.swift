import ArgumentParser
import CheckPipeline
import CheckRendering

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Write what a made-up bank answers to a test letter: files to import.",
    discussion: """
      Example:

        checkctl simulate 1 --to answers --returned 0.2
        checkctl letter acknowledge --from answers/00000001-20261124-0905A-acknowledgement.json
        checkctl returns import answers/00000001-20261124-0905A-returns.x937

      Only a letter whose profile says 'isTest' is answered. The same seed gives the same answer.
      """)

  @Argument(help: "The letter's number.")
  var letter: LetterID

  @Option(
    help: ArgumentHelp("Where the files go.", valueName: "folder"), completion: .directory)
  var to: String

  @Option(help: "The share of items that come back, from 0 to 1.")
  var returned = 0.1

  @Option(help: "The share of the others whose amount is adjusted, from 0 to 1.")
  var adjusted = 0.0

  @Flag(help: "The bank refuses the letter as a whole.")
  var refused = false

  @Option(help: "The seed that decides which items come back, and why.")
  var seed: UInt64 = 1

  @OptionGroup var replacing: ReplaceOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    for (name, share) in [("returned", returned), ("adjusted", adjusted)]
    where !(0...1).contains(share) {
      throw ValidationError("--\(name) takes 0 to 1, not \(share)")
    }
  }

  func run() async throws {
    var bank = SimulatedBank()
    bank.returnedShare = returned
    bank.adjustedShare = adjusted
    bank.refuses = refused
    var generator = SeededGenerator(seed: seed)
    let pipeline = try await data.openExisting()
    let answer: SimulatedAnswer
    do {
      answer = try await pipeline.simulateBank(
        bank, answering: letter, to: to, replacing: replacing.force, using: &generator)
    } catch PipelineError.fileExists(let path) {
      throw OutputFile.isThere(path)
    }
    try output.print(
      AnswerView(answer),
      text: [
        "\(answer.acknowledgement): \(refused ? "refused" : "taken")",
        answer.returns.map { "\($0): \(answer.returned) returned" },
        answer.adjustments.map { "\($0): \(answer.adjusted) adjusted" },
      ].compactMap { $0 }.joined(separator: "\n"))
  }
}

/// The files of an answer, as they are printed.
private struct AnswerView: Encodable {
  var acknowledgement: String
  var returns: String?
  var returned: Int
  var adjustments: String?
  var adjusted: Int

  init(_ answer: SimulatedAnswer) {
    acknowledgement = answer.acknowledgement.printable
    returns = answer.returns?.printable
    returned = answer.returned
    adjustments = answer.adjustments?.printable
    adjusted = answer.adjusted
  }
}
