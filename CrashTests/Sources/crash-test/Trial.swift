import Foundation

/// One run: disturbed, gone on with, finished, judged.
struct Trial: Disturbable {
  struct Verdict {
    /// The call that was hit, or `nil` when the run ended before it.
    var hit: String?
    var violations: [String]
  }

  let scene: Scene
  /// What the interposer is told beside the disturbance.
  var environment: [String: String] = [:]
  /// Where the run that goes on is killed as well; not at all where `nil`.
  var again: (@Sendable (Disturbance) -> Disturbance)?

  /// Disturbs a run at a point, and judges what is left when the next has finished.
  func run(_ disturbance: Disturbance) throws -> Verdict {
    try scene.withPlace(disturbance.description) { place in
      var violations = try disturb(place, disturbance, log: place.log)
      if let again { violations += try disturb(place, again(disturbance), log: nil) }
      violations += try finish(place)
      let log = try? String(contentsOfFile: place.log, encoding: .utf8)
      let hit = log.map { $0.trimmingCharacters(in: .newlines) }
      return (Verdict(hit: hit, violations: violations), !violations.isEmpty)
    }
  }

  private func disturb(
    _ place: Place, _ disturbance: Disturbance, log: String?
  ) throws -> [String] {
    let told = disturbance.environment.merging(environment) { $1 }
    let end = try scene.disturb(scene.ingest(place), told, log: log).run()
    return end == .hung ? ["the ingest disturbed at \(disturbance) hung"] : []
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
    let needsPerson = place.checks.states.values.contains(["review"])
    if end != .exited(needsPerson ? 3 : 0) {
      violations.append("the ingest that went on ended with \(end)")
    }
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
    let worker = try going(scene.worker(in: place)).start()
    defer { worker.signal(SIGKILL) }
    let isOver = wait(seconds: 20) {
      // A store that was cut off at its making can be read when the worker has mended it.
      guard let judge = try? Judge(place), (try? judge.hasOwner()) == true else { return false }
      return (try? judge.queueIsEmpty()) == true || (try? judge.onlyFailedIsLeft()) == true
    }
    worker.signal(SIGTERM)
    guard worker.end() != .hung else { return "the worker did not drain" }
    return try isOver && Judge(place).queueIsEmpty()
      ? nil : "messages are left when the work is done, or after 20 seconds of it"
  }
}

/// Waits until something holds, and says whether it came to hold in time.
func wait(seconds: Double, until holds: () throws -> Bool) rethrows -> Bool {
  let end = DispatchTime.now() + seconds
  while DispatchTime.now() < end {
    if try holds() { return true }
    usleep(10_000)
  }
  return false
}
