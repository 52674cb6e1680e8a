import ArgumentParser
import CashLetter
import CheckPipeline

extension LetterCommand {
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Find all that is wrong with files of X9.37 and X9.100-187.",
      discussion: """
        Example:

          checkctl letter verify deposit.x937
          checkctl letter verify outbox/*.x937 --images --format json
          fetch-letter | checkctl letter verify - --policy policy.json

        Every field is looked at, every count and sum is made anew from the items up, and each \
        finding names its record, its byte in the file, its field, what is there and what should \
        be. Then comes what the file is and adds up to. In JSON, a finding has a kind, and the \
        object that ends a file has a status: clean, findings, or unreadable.

        Files are read a piece at a time, however long they are. Account numbers and names in \
        findings are masked, and of a check's records the digits of every other field that is not \
        well-formed, since its neighbour's may stand there. Exit code 0 when nothing was found, 5 \
        for findings, 6 when a file cannot be read or holds no record of the standard; of several \
        files, the highest. 130 after Ctrl-C.
        """)

    @Argument(help: "The files, or - for standard input.", completion: .file())
    var files: [String]

    @Option(
      help: ArgumentHelp(
        "The policy with the profile of the bank that files must follow.",
        valueName: "file"), completion: .file(extensions: ["json"]))
    var policy: String?

    @Flag(help: "Unpack every image as well.")
    var images = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
      guard files.filter({ $0 == StandardInput.name }).count <= 1 else {
        throw ValidationError("- can be named once: there is one standard input")
      }
    }

    func run() throws {
      var options = LetterVerifier.Options()
      options.profile = try policy.map { try BankPolicy(file: $0).letters.profile }
      options.unpacksImages = images
      let interrupt = Interrupt()
      let report = LetterReport(output, ofMany: files.count > 1)
      for (index, file) in files.enumerated() {
        do {
          try verify(file, options, report, interrupt)
        } catch is CancellationError {
          Console.note("interrupted: \(index) of \(files.count) files were verified")
          throw Exit.interrupted
        }
      }
      try report.end()
      try Exit.end(report.code)
    }

    private func verify(
      _ file: String, _ options: LetterVerifier.Options, _ report: LetterReport,
      _ interrupt: Interrupt
    ) throws {
      do {
        let pieces = try LetterPieces(file, showsProgress: report.canShowProgress, interrupt)
        let summary = try LetterVerifier.verify(
          {
            try report.rethrow()
            return try pieces.next()
          }, options: options,
          report: { finding in
            pieces.clearProgress()
            report.add(finding, in: file)
          })
        pieces.clearProgress()
        try report.add(summary, of: file)
      } catch let problem as LetterPieces.Unreadable {
        try report.add(unreadable: file, problem.reason)
      }
    }
  }
}
