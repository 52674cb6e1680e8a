import ArgumentParser
import CheckPipeline

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show everything that is known about a check.",
    discussion: """
      Example:

        checkctl show 3
        checkctl show 3 --format json --unmasked
        checkctl show 3 --overlay seen.png

      The overlay's words are masked as all that is printed; the picture shows what is on the check.
      """)

  @Argument(help: "The check's number.")
  var check: CheckID

  @Option(help: "Draw what was read of the line into this PNG file.", completion: .file())
  var overlay: String?

  @OptionGroup var replacing: ReplaceOptions
  @OptionGroup var data: DataOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let pipeline = try await data.openExisting()
    let details = try await pipeline.details(check)
    if let overlay { try draw(details, to: overlay) }
    let limits = try PolicyOptions.standard(data.folder).quality
    let view = DetailsView(details, output.masking, limits: limits)
    try output.print(view, text: view.text)
  }

  private func draw(_ details: CheckDetails, to file: String) throws {
    guard let reading = details.reading else {
      throw CommandFailure(
        "the line of check \(check) was not read (it is \(details.check.state.rawValue)): there is "
          + "nothing to draw, and \(file) is not written")
    }
    if let removed = details.check.imagesRemovedAt {
      throw CommandFailure(
        "the pictures of check \(check) were removed on \(removed.text) UTC: there is nothing to "
          + "draw on, and \(file) is not written")
    }
    let drawing = try OutputFile(
      file, replaces: replacing.force,
      inputs: InputFiles([details.front.locator.path], data: data.folder))
    try drawing.write(details.overlay(reading, output.masking))
  }
}
