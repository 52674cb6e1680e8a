import ArgumentParser
import Foundation

struct PowerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "power",
    abstract: "Cut the power in the middle of runs, and judge what the disk held.",
    discussion: """
      The data folder lies on a file system of its own, in a file. While a run stands still at a \
      call that changes the disk, that file is copied: it has what was synced, and not what was \
      only written. It also loses the names whose folder was not synced since they were made, which \
      other file systems than this one need not keep. The copy is mounted, recovered and judged.

      Two controls must lose something: SQLite at synchronous=NORMAL, and images without syncs.

      Needs root and a loop device; elsewhere it says that it is skipped, and exits with 0.
      """)

  @OptionGroup var options: SceneOptions

  @Option(help: "How many cuts.")
  var sample = 100

  @Option(help: "What the points are drawn from.")
  var seed: UInt64 = 1

  func run() throws {
    let scene = try options.scene()
    if let reason = whyNot() {
      print("SKIPPED: a power cut needs root and a loop device (\(reason))")
      return
    }
    let (calls, _) = try Trial(scene: scene).record()
    var report = Report()
    var generator = SplitMix(state: seed)
    let trial = PowerTrial(scene: scene)
    let begin = Date()
    for _ in 0..<sample {
      let point = Int.random(in: 1...calls.count, using: &generator)
      report.add(Disturbance(.cut, point), Result { try trial.run("cut", point: point) })
      report.showProgress(of: sample, since: begin)
    }
    report.print(points: calls.count)
    guard report.isClean else { throw ExitCode(1) }
    try control(
      "synchronous=NORMAL", loses: "acknowledged",
      PowerTrial(scene: scene, environment: ["CRASH_BREAK_RULE": "synchronous"]),
      points: calls.count, &generator)
    let images = ["/images/", "/containers/"]
    try control(
      "images that are not synced", loses: "the image ",
      PowerTrial(scene: scene, unsynced: images, takesNames: false),
      points: calls.count { call in images.contains { call.contains($0) } }, &generator)
  }

  /// Cuts the power of a run that breaks a rule until what it must lose is lost: `what` is a word of
  /// that violation.
  private func control(
    _ name: String, loses what: String, _ trial: PowerTrial, points: Int,
    _ generator: inout SplitMix
  ) throws {
    for cut in 1...20 {
      let point = Int.random(in: points / 2...points, using: &generator)
      let lost = try trial.run("control", point: point).violations.filter { $0.contains(what) }
      if !lost.isEmpty {
        print(
          "as it must be: with \(name), cut \(cut) lost something "
            + "(\(lost.prefix(3).joined(separator: "; ")))")
        return
      }
    }
    throw SceneError("with \(name) 20 cuts lost nothing: the judge is blind")
  }

  private func whyNot() -> String? {
    guard getuid() == 0 else { return "this is not root" }
    let image = LoopImage(folder: options.scratch, name: "try")
    do {
      try image.format()
      try image.mount()
      try image.unmount()
      try FileManager.default.removeItem(atPath: image.file)
      return nil
    } catch {
      return "\(error)"
    }
  }
}
