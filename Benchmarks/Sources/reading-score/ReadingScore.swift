import ArgumentParser
import BenchmarkOutput
import CheckImaging
import Foundation
import ImageCodecs
import MICR

@main
struct ReadingScore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reading-score",
    abstract: "Score the reader on pictures whose lines are known.",
    discussion: """
      LABELS is a file of tab-separated columns: file, micr (the line in A/B/C/D notation), and \
      where wanted kind and usable (yes, or neg for a picture without a line). Spaces do not count.
      """)

  @Argument(help: "The file of labels.")
  var labels: String

  @Option(help: "Where the pictures are; by default beside the labels, in a folder of its name.")
  var folder: String?

  @Option(help: "Change each picture first: none, turned, smaller, larger, cropped, jpeg.")
  var variant: Variant = .none

  @Flag(help: "List every picture that is not sure and exact, with the reasons.")
  var list = false

  func run() throws {
    let folder = folder ?? String(labels.prefix { $0 != "." })
    let pictures = try LabelledPicture.all(in: labels, folder: folder)
    let reader = MICRReader()
    let trials = try pictures.map { label in
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: label.file)))
      let image = try variant.applied(to: ImageDecoder.decodeGray(bytes))
      if ProcessInfo.processInfo.environment["DEBUGCHARS"] != nil { print("FILE\t\(label.file)\t\(label.line ?? "")") }
      return Trial(label, image: image, reader: reader)
    }
    if list { for trial in trials where !trial.isExact || !trial.isSure { tell(trial) } }
    ScoreTable(trials: trials).print()
  }

  private func tell(_ trial: Trial) {
    let name = (trial.label.file as NSString).lastPathComponent
    let verdict = trial.isSureButWrong ? "SURE BUT WRONG" : trial.isExact ? "unsure" : "WRONG"
    say("\(name): \(verdict), \(trial.time.text)")
    say("  printed \(trial.label.line ?? "nothing")")
    if !trial.isExact { say("  read    \(trial.line)") }
    for reason in trial.reading.reasons { say("  \(reason)") }
  }
}
