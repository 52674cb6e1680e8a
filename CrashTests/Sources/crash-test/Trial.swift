import Foundation

/// One run: disturbed, gone on with, finished, judged.
struct Trial {
  struct Verdict {
    /// The call that was hit, or `nil` when the run ended before it.
    var hit: String?
    var violations: [String]
  }

  let scene: Scene
  /// What the interposer is told beside the disturbance.
  var environment: [String: String] = [:]

  /// Disturbs a run at a point, and judges what is left when the next has finished.
  func run(_ disturbance: Disturbance) throws -> Verdict {
    try scene.withPlace(disturbance.description) { place in
      let end = try scene.disturb(
        scene.ingest(place), disturbance.environment.merging(environment) { $1 }, log: place.log
      ).run()
      var violations: [String] = []
      if end == .hung { violations.append("the disturbed ingest hung") }
      violations += try finish(place)
      let log = try? String(contentsOfFile: place.log, encoding: .utf8)
      let hit = log.map { $0.trimmingCharacters(in: .newlines) }
      return (Verdict(hit: hit, violations: violations), !violations.isEmpty)
    }
  }

  /// Runs undisturbed, and gives the calls that changed the disk.
  func record() throws -> (calls: [String], violations: [String]) {
    try scene.withPlace("record") { place in
      _ = try scene.disturb(scene.ingest(place), environment, log: place.log).run()
      let violations = try finish(place)
      let log = try String(contentsOfFile: place.log, encoding: .utf8)
      return ((log.split(separator: "\n").map(String.init), violations), !violations.isEmpty)
    }
  }

  /// Goes on as a user would, and judges.
  func finish(_ place: Place) throws -> [String] {
    let end = try going(scene.ingest(place)).run()
    var violations: [String] = []
    if end != .exited(3) { violations.append("the ingest that went on ended with \(end)") }
    if !FileManager.default.fileExists(atPath: "\(place.data)/store.sqlite") {
      return violations + ["there is no store"]
    }
    let judge = try Judge(place)
    if try !judge.queueIsEmpty(), let left = try workOff(place) { violations.append(left) }
    return violations + (try judge.violations())
  }

  /// A rule that is broken stays broken after the restart.
  private func going(_ child: Child) -> Child {
    environment.isEmpty ? child : scene.disturb(child, environment)
  }

  /// Has a worker take what comes back later, such as a mail whose worker died with it in hand.
  func workOff(_ place: Place) throws -> String? {
    let (process, ended) = try going(scene.child("worker", in: place)).start()
    defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
    let judge = try Judge(place)
    var isEmpty = false
    for _ in 0..<400 {
      // A store that was cut off at its making gets its tables from the worker.
      isEmpty = (try? judge.queueIsEmpty()) ?? false
      if isEmpty || (try? judge.onlyFailedIsLeft()) == true { break }
      usleep(50_000)
    }
    process.terminate()
    guard ended.wait(timeout: .now() + Child.patienceSeconds) == .success else {
      return "the worker did not drain"
    }
    return isEmpty ? nil : "messages are left after 20 seconds of work"
  }
}
