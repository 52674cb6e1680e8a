import ArgumentParser

struct CommandsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commands",
    abstract: "Disturb letters, returns, purges, backups and restores.",
    discussion: """
      At every point, or at some. After the command is repeated, each deposited check must be in \
      one letter, whose file is whole and comes out the same when it is made again; each return must \
      be taken once; each final check must have lost its pictures, and no other check any of its own. \
      A backup must restore at every moment, and a data folder must be wholly the one before or the \
      one restored.

      Exit code 0 when nothing is violated, 1 when something is or it cannot be run.
      """)

  @OptionGroup var options: SceneOptions

  @Option(help: "Only these commands: create, returns, purge, backup, restore.")
  var only: [CommandTrial.Act] = []

  @Option(help: "Take only so many points of each command, at random.")
  var sample: Int?

  @Option(help: "What the points are drawn from.")
  var seed: UInt64 = 1

  func run() throws {
    let scene = try options.scene()
    var isClean = true
    for act in only.isEmpty ? CommandTrial.Act.allCases : only {
      let trial = try CommandTrial(
        scene: scene, act: act, base: "\(options.scratch)/base-\(act.rawValue)")
      let (calls, violations) = try trial.record()
      guard violations.isEmpty else {
        violations.forEach { print($0) }
        throw SceneError("an undisturbed \(act.rawValue) violates the rules")
      }
      let points =
        if let sample {
          Points(sample: sample, modes: Mode.everywhere, calls: calls, seed: seed)
        } else {
          Points(all: Mode.everywhere, calls: calls)
        }
      let report = Sweep(trial: trial, jobs: options.jobs).run(points)
      print("\(act.rawValue): ", terminator: "")
      report.print(points: calls.count)
      isClean = isClean && report.isClean
    }
    if !isClean { throw ExitCode(1) }
  }
}

extension CommandTrial.Act: ExpressibleByArgument {}
