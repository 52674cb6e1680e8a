import ArgumentParser
import CheckImaging
import Foundation
import MICR
import ReadingOverlay

struct ReadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Read the E-13B line of pictures, and nothing else.",
    discussion: """
      Example:

        checkctl read check.png
        checkctl read scans/ --format json
        scan-check | checkctl read -
        checkctl read check.png --overlay seen.png

      Of a folder, the files that end in png, jpg, jpeg, tif and tiff are read, but not those of \
      folders in it. What comes of the pictures is told in their order, however many are read at a \
      time; a file that is no picture does not stop the others.

      The line is in the common notation: digits, A transit, B amount, C on-us, D dash. The status \
      speaks of the characters only: sure, unsure, no-line or error. The overlay is the picture \
      with a frame around each character, the thicker the less certain, and a caption. Boxes are \
      in pixels of the file. Exit code 0 when every picture is sure, 3 when one is not, 1 when one \
      cannot be read, 130 after Ctrl-C.
      """)

  @Argument(
    help: "The pictures, folders with pictures, or - for standard input.", completion: .file())
  var images: [String]

  @Option(help: "Draw what was seen into this PNG file; for one picture only.")
  var overlay: String?

  @OptionGroup var replacing: ReplaceOptions

  @Option(
    help: ArgumentHelp(
      "How many pictures are read at a time. (default: one for each core)", valueName: "count"))
  var slots: Int?

  @Option(help: "How to print: text for people, json for programs (one object a line).")
  var format = OutputOptions.Format.text

  func validate() throws {
    guard overlay == nil || images.count == 1 else {
      throw ValidationError("--overlay takes one picture, not \(images.count)")
    }
    guard images.filter({ $0 == StandardInput.name }).count <= 1 else {
      throw ValidationError("- can be named once: there is one standard input")
    }
    if let slots, !(1...64).contains(slots) {
      throw ValidationError("--slots takes 1 to 64, not \(slots)")
    }
  }

  func run() async throws {
    let sources = PictureSource.all(images)
    guard overlay == nil || sources.count == 1 else {
      throw CommandFailure("--overlay takes one picture, and \(images[0]) has \(sources.count)")
    }
    let drawing = try overlay.map {
      try OutputFile(
        $0, replaces: replacing.force, inputs: InputFiles(images + sources.map(\.name)))
    }
    let interrupt = Interrupt()
    let reader = MICRReader()
    var report = ReadingReport(format, on: sources.map(\.name))
    let line = ProgressLine()
    // It must not stand between lines that are read as they come.
    let showsProgress = sources.count > 1 && (report.isSilent || Console.outputIsFile)
    try await InOrder.run(
      sources, width: slots ?? ProcessInfo.processInfo.activeProcessorCount,
      isStopped: { interrupt.isRequested }
    ) { source in
      try read(source, reader, drawing, interrupt)
    } take: { view in
      try report.add(view)
      guard showsProgress else { return }
      line.show(Progress(planned: sources.count, done: report.count))
    }
    if showsProgress { line.clear() }
    try report.end()
    if report.count < sources.count {
      Console.note("interrupted: \(report.count) of \(sources.count) pictures were read")
      throw Exit.interrupted
    }
    try Exit.end(report.hasErrors ? .failure : report.isSure ? .success : Exit.needsPerson)
  }

  /// Gives `nil` when it was interrupted.
  private func read(
    _ source: PictureSource, _ reader: MICRReader, _ overlay: OutputFile?, _ interrupt: Interrupt
  ) throws -> ReadingView? {
    let picture: GrayImage
    do {
      picture = try source.picture(isInterrupted: { interrupt.isRequested })
    } catch is CancellationError {
      return nil
    } catch {
      return ReadingView(file: source.name, error: "\(error)")
    }
    let reading = reader.read(picture)
    if let overlay {
      let drawing = ReadingOverlay(
        title: (source.name as NSString).lastPathComponent.printable,
        rows: (reading.fields?.described ?? []).map { ReadingOverlay.Row($0.name, $0.value) },
        notes: reading.doubts.map(\.description))
      try overlay.write(drawing.draw(reading, on: picture))
    }
    return ReadingView(file: source.name, reading: reading)
  }
}
