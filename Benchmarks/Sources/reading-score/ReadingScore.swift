import ArgumentParser
import BenchmarkOutput
import CheckImaging
import CheckRendering
import Foundation
import ImageCodecs
import MICR

extension Condition: @retroactive ExpressibleByArgument {}

@main
struct ReadingScore: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reading-score",
    abstract: "Score the reader on pictures whose lines are known.",
    discussion: """
      LABELS is a file of tab-separated columns: file, micr (the line in A/B/C/D notation), and \
      where wanted kind and usable (yes, or neg for a picture without a line). Without it, checks \
      are rendered under every condition. Spaces do not count.
      """)

  @Argument(help: "The file of labels.")
  var labels: String?

  @Option(help: "Where the pictures are; by default beside the labels, in a folder of its name.")
  var folder: String?

  @Option(help: "How many checks to render under each condition, where no labels are given.")
  var count = 100

  @Option(help: "The seed of the first rendered check.")
  var seed: UInt64 = 1

  @Option(help: "Change each picture first: \(Variant.allValueStrings.joined(separator: ", ")).")
  var variant: Variant = .none

  @Option(help: "How many pictures to read at a time; times are of the processor either way.")
  var jobs = 1

  @Flag(help: "List every picture that is not sure and exact, with the reasons.")
  var list = false

  @Option(help: "Write a picture of what was read wrongly, to look at.")
  var sheet: String?

  @Option(help: "Draw how often a character is wrong, by the reader's doubt, to a PNG file.")
  var reliability: String?

  @Option(
    name: .customLong("condition"),
    help: "Render checks under this condition only; may be given again.")
  var conditions: [Condition] = Condition.allCases

  @Flag(help: "Render lines of every format of the table in turn, and not mostly American ones.")
  var everyFormat = false

  @Option(help: "Fail when more lines than this are called sure and are wrong.")
  var mostWrong: Int?

  @Option(help: "Fail when more than this share (0 to 1) of the lines called sure is wrong.")
  var mostWrongShare: Double?

  @Flag(help: "Tell how far it is, every few pictures, on standard error.")
  var progress = false

  @Option(help: "Fail when less than this share (0 to 1) of the pictures is read exactly.")
  var leastExact: Double?

  func run() async throws {
    let pictures = try source()
    let trials = try await read(pictures)
    if list { for trial in trials where !trial.isExact || !trial.isSure { trial.tell() } }
    ScoreTable(trials: trials).print()
    Misses(trials).print()
    let reliable = Reliability(trials)
    reliable.print()
    if let reliability { try reliable.draw(to: reliability) }
    if let sheet {
      let failures = trials.filter { !$0.isExact || $0.isSureButWrong }
      try ContactSheet.write(failures, of: pictures, variant, to: sheet)
    }
    try judge(trials)
  }

  private func source() throws -> [LabelledPicture] {
    guard let labels else {
      return everyFormat
        ? LabelledPicture.formatted(conditions, count: count, seed: seed)
        : LabelledPicture.rendered(conditions, count: count, seed: seed)
    }
    return try LabelledPicture.all(
      in: labels, folder: folder ?? String(labels.prefix { $0 != "." }))
  }

  private func read(_ pictures: [LabelledPicture]) async throws -> [Trial] {
    let reader = MICRReader()
    let variant = variant
    var tally = Tally(of: pictures.count, isTold: progress)
    return try await withThrowingTaskGroup(of: (Int, Trial).self) { group in
      var trials = [Trial?](repeating: nil, count: pictures.count)
      for (index, picture) in pictures.enumerated() {
        if index >= max(jobs, 1), let (done, trial) = try await group.next() {
          trials[done] = trial
          tally.add(trial)
        }
        group.addTask {
          let image = try variant.applied(to: picture.image())
          return (index, Trial(picture, image: image, reader: reader))
        }
      }
      for try await (done, trial) in group {
        trials[done] = trial
        tally.add(trial)
      }
      return trials.compactMap { $0 }
    }
  }

  private func judge(_ trials: [Trial]) throws {
    let wrong = trials.filter(\.isSureButWrong).count
    if let mostWrong, wrong > mostWrong {
      say("\(wrong) lines are called sure and are wrong; at most \(mostWrong) may be")
      throw ExitCode.failure
    }
    let sure = trials.filter(\.isSure).count
    if let mostWrongShare, Double(wrong) > mostWrongShare * Double(sure) {
      say("\(wrong) of \(sure) lines called sure are wrong; the share may be \(mostWrongShare)")
      throw ExitCode.failure
    }
    let exact = Double(trials.filter(\.isExact).count) / Double(max(trials.count, 1))
    if let leastExact, exact < leastExact {
      say("\(exact.rounded(toDigits: 3)) of the pictures are exact; \(leastExact) is the least")
      throw ExitCode.failure
    }
  }
}
