import ArgumentParser

struct ControlCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "control",
    abstract: "Break the rule, and see that the judge finds it.",
    discussion: """
      Commits a check's ledger entry before the acknowledgement of its message, in a transaction of \
      its own, and takes the unique key from the ledger. Kills must then leave violations.

      Exit code 0 when the judge found some, 1 when it is blind.
      """)

  @OptionGroup var options: SceneOptions

  @Option(help: "How many points, drawn at random.")
  var sample = 60

  @Option(help: "What the points are drawn from.")
  var seed: UInt64 = 1

  func run() throws {
    let trial = Trial(
      scene: try options.scene(), environment: ["CRASH_BREAK_RULE": "1"])
    let (calls, violations) = try trial.record()
    guard violations.isEmpty else {
      violations.forEach { print($0) }
      throw SceneError("without a kill the broken rule must not show")
    }
    let points = Points(sample: sample, modes: [.before, .after], calls: calls, seed: seed)
    let report = Sweep(trial: trial, jobs: options.jobs).run(points)
    report.print(points: calls.count)
    guard report.violating > 0 else {
      throw SceneError("the rule was broken, and the judge found nothing")
    }
    print("as it must be: the rule was broken, and the judge found it")
  }
}
