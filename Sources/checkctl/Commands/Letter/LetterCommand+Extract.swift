import ArgumentParser
import CashLetter

extension LetterCommand {
  struct Extract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the images of a file as TIFFs.",
      discussion: """
        Example:

          checkctl letter extract deposit.x937 --to images
          checkctl letter extract returns.x937 --to images --item 71

        The images of item 71 become 71-front.tif and 71-rear.tif. Where a file has the number \
        more than once, the others become 71-2-front.tif and so on; an item whose number is none \
        goes by that of its image's record, as record-12-front.tif. What is no TIFF ends in bin. A \
        file that is there already is left as it is, and ends the command, unless --force is given.

        Of a file that is cut off or damaged, the images that are whole are written, and standard \
        error tells what is wrong and where. Exit code 0 when nothing is lost, 5 when something is \
        missing, damaged, out of order or does not add up, 6 when the file cannot be read or holds no \
        record of the standard.
        """)

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Option(
      help: ArgumentHelp("The folder to write to; made where it is missing.", valueName: "folder"),
      completion: .directory)
    var to: String

    @Option(help: ArgumentHelp("Only the images of this item.", valueName: "sequence"))
    var item: Int?

    @OptionGroup var replacing: ReplaceOptions

    @Option(help: "How to print: text for people, json for programs (one object a line).")
    var format = OutputOptions.Format.text

    func validate() throws {
      guard file != StandardInput.name else {
        throw ValidationError("a file is needed: save standard input as one, and name it")
      }
      if let item, item < 0 { throw ValidationError("--item takes 0 or more, not \(item)") }
    }

    func run() throws {
      let interrupt = Interrupt()
      do {
        try extract(interrupt)
      } catch let problem as LetterPieces.Unreadable {
        Console.note("\(file): \(problem.reason)".printable)
        throw Exit.unreadable
      } catch is CancellationError {
        Console.note("interrupted: the images that were written are whole")
        throw Exit.interrupted
      }
    }

    private func extract(_ interrupt: Interrupt) throws {
      let pieces = try LetterPieces(file, showsProgress: format == .text, interrupt)
      let folder = try OutputFolder(
        to, replaces: replacing.force, inputs: InputFiles([file]), mode: 0o600)
      let losses = LetterLosses(file)
      var images = LetterImages({ try pieces.next() }, report: losses.add)
      var names = LetterImageNames()
      var count = 0
      while let image = try images.next() {
        let name = names.name(of: image)
        guard item == nil || image.itemSequence == item else { continue }
        try folder.write(image.bytes, as: name)
        count += 1
        if format == .json { try JSONLine.print(ImageView(image, name: name)) }
      }
      pieces.clearProgress()
      guard images.isReadable else { throw LetterPieces.Unreadable(reason: LetterReport.noRecord) }
      losses.print()
      if let item, count == 0 {
        let failure = "no image of item \(item) is in \(file): see its number in the file"
        guard losses.isEmpty else {
          Console.note(failure)
          throw Exit.findings
        }
        throw CommandFailure(failure)
      }
      if format == .text { try Console.out("\(count) images in \(to)".printable) }
      try Exit.end(losses.isEmpty ? .success : Exit.findings)
    }
  }
}

/// An image that was written, as it is printed.
private struct ImageView: Encodable {
  var name: String
  var sequence: Int?
  var side: LetterImages.Side?
  var record: Int
  var bytes: Int

  init(_ image: LetterImages.Image, name: String) {
    self.name = name
    sequence = image.itemSequence
    side = image.side
    record = image.record
    bytes = image.bytes.count
  }
}
