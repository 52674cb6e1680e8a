import ArgumentParser
import Foundation

struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Disturb a run at every point, or at some, in every mode.",
    discussion: """
      Exit code 0 when nothing is violated, 1 when something is or it cannot be run.
      """)

  @OptionGroup var options: SceneOptions

  @Option(help: "Take only so many points, at random.")
  var sample: Int?

  @Option(help: "What the points are drawn from.")
  var seed: UInt64 = 1

  @Flag(help: "Kill the run that goes on as well, at another point.")
  var twice = false

  @Option(help: "Only these modes: before, after, half, fail, full.")
  var mode: [Mode] = []

  @Option(help: "Only this point, such as before:120; the folders are kept.")
  var point: Disturbance?

  func run() throws {
    let scene = try options.scene(keepsAll: point != nil)
    var trial = Trial(scene: scene)
    let (calls, violations) = try trial.record()
    guard violations.isEmpty else {
      violations.forEach { print($0) }
      throw SceneError("an undisturbed run violates the rules")
    }
    if twice {
      let (count, seed) = (calls.count, seed)
      trial.again = { first in
        var generator = SplitMix(state: seed ^ UInt64(first.point))
        return Disturbance(.before, Int.random(in: 1...count, using: &generator))
      }
    }
    let modes = mode.isEmpty ? Mode.everywhere : mode
    let points: Points
    if let point {
      points = Points([point])
    } else if let sample {
      points = Points(sample: sample, modes: modes, calls: calls, seed: seed)
    } else {
      points = Points(all: modes, calls: calls)
    }
    let report = Sweep(trial: trial, jobs: options.jobs).run(points)
    report.print(points: calls.count)
    if !report.isClean { throw ExitCode(1) }
  }
}
