import Foundation

extension Scenario {
  static let leases = [stoppedWorker, wrongClock, hundredInHand, poison]

  /// Holds what would store the pictures that actions made, which no lock of the store is held for.
  private static func stall(at call: Int, until file: String) -> [String: String] {
    [
      "CRASH_MODE": "stall", "CRASH_AT": "\(call)", "CRASH_CALL": "rename",
      "CRASH_PATH": "/images/", "CRASH_UNTIL": file,
    ]
  }

  /// Lets a commit that is going on come to its end: who is stopped in one keeps others waiting.
  private static func settle() { usleep(300_000) }

  private static let stoppedWorker = Scenario(
    name: "stopped-worker",
    summary: "a worker stands still past its lease; its late outcomes are refused"
  ) { stage in
    let goesOn = "\(stage.place.folder)/goes-on"
    let worker = try stage.worker(stall(at: 3, until: goesOn))
    defer { worker.kill9() }
    guard try stage.comesToHave(owners: 1) else { return ["the worker did not come up"] }
    let ingest = try stage.ingest()
    let leased = "SELECT count(*) FROM messages WHERE status = 'leased'"
    guard try wait(seconds: 60, until: { try stage.count(leased) == 4 }) else {
      return ["the worker did not take what its slots hold"]
    }
    settle()
    worker.signal(SIGSTOP)
    var violations: [String] = []
    let end = ingest.end()
    if end != .exited(3) { violations.append("the ingest ended with \(end)") }
    let before = try stage.dump()
    guard FileManager.default.createFile(atPath: goesOn, contents: nil) else {
      return ["\(goesOn) cannot be made"]
    }
    worker.signal(SIGCONT)
    let said = "\(stage.place.folder)/worker-error"
    let isRefused = wait(seconds: 60) {
      (try? String(contentsOfFile: said, encoding: .utf8))?.contains("refused") == true
    }
    if !isRefused { violations.append("no outcome of the worker was refused") }
    worker.signal(SIGTERM)
    let drained = worker.end()
    if drained != .exited(0) { violations.append("the worker ended with \(drained)") }
    if try stage.dump() != before { violations.append("a late outcome changed something") }
    return try violations + stage.finish()
  }

  private static let wrongClock = Scenario(
    name: "wrong-clock",
    summary: "the wall clock goes an hour forward, then two back, in a run that is killed twice"
  ) { stage in
    for (shift, point) in [(0, 500), (3600, 200)] {
      let ingest = try stage.ingest([
        "CRASH_MODE": "before", "CRASH_AT": "\(point)", "CRASH_CLOCK": "\(shift)",
      ])
      let end = ingest.end()
      if end != .killed(SIGKILL) { return ["the run was not killed, and ended with \(end)"] }
    }
    let begin = ContinuousClock.now
    let end = try stage.ingest(["CRASH_CLOCK": "-3600"]).end()
    let time = begin.duration(to: .now)
    var violations: [String] = []
    if end != .exited(3) { violations.append("the ingest that went on ended with \(end)") }
    // Nothing waits for the clock: leases and delays are counted since the machine's start.
    if time > .seconds(60) { violations.append("it took \(time)") }
    return try violations + stage.finish()
  }

  private static let hundredInHand = Scenario(
    name: "hundred-in-hand",
    summary: "workers are killed with a hundred messages in hand; they go on within 5 seconds"
  ) { stage in
    var stage = stage
    stage.place.checks = try stage.scene.drawn(120)
    try stage.submitOnly()
    let victims = try (0..<2).map { _ in
      try stage.worker(slots: 50, stall(at: 1, until: "\(stage.place.folder)/never"))
    }
    defer { victims.forEach { $0.kill9() } }
    let owned = victims.map { "owner LIKE '\($0.id)-%'" }.joined(separator: " OR ")
    let inHand = "SELECT count(*) FROM messages WHERE \(owned)"
    guard try wait(seconds: 60, until: { try stage.count(inHand) == 100 }) else {
      return ["the workers did not come to hold a hundred messages"]
    }
    let other = try stage.worker()
    defer { other.kill9() }
    guard try stage.comesToHave(owners: 3) else { return ["the other worker did not come up"] }
    victims.forEach { $0.kill9() }
    let begin = ContinuousClock.now
    let wentOn = try wait(seconds: 5) { try stage.count(inHand) == 0 }
    let time = begin.duration(to: .now)
    var violations: [String] = []
    if !wentOn { violations.append("after 5 s the dead workers still have their messages") }
    let charged = try stage.count("SELECT count(*) FROM messages WHERE attempts > 0")
    if charged > 0 { violations.append("\(charged) messages were charged with the deaths") }
    print("  given back after \(time)")
    other.signal(SIGTERM)
    if other.end() != .exited(0) { violations.append("the other worker did not drain") }
    return try violations + stage.finish()
  }

  private static let poison = Scenario(
    name: "poison",
    summary: "one check of sixteen kills every worker that looks at it; no neighbour is charged"
  ) { stage in
    var stage = stage
    stage.place.checks = try stage.scene.drawn(16)
    try stage.submitOnly()
    let poisoned = 7
    let hash = try stage.text("SELECT front_hash FROM checks WHERE id = \(poisoned)")
    let death = [
      "CRASH_MODE": "before", "CRASH_AT": "1", "CRASH_CALL": "open-to-read", "CRASH_PATH": hash,
    ]
    var deaths = 0
    var violations: [String] = []
    let moving = "state IN ('received', 'imaged', 'read')"
    let others = "SELECT count(*) FROM checks WHERE id <> \(poisoned) AND \(moving)"
    let attempts = "SELECT attempts FROM messages WHERE check_id = \(poisoned)"
    while try stage.count(others) > 0 || stage.count(attempts) < 2 {
      guard deaths < 30 else { return ["the neighbours are not done after 30 deaths"] }
      let worker = try stage.worker(slots: 16, death)
      defer { worker.kill9() }
      let isOver = try wait(seconds: 60) {
        try !worker.process.isRunning || stage.count(others) == 0
      }
      if !isOver { return ["the neighbours of the poisonous check wait for it"] }
      if worker.process.isRunning, try stage.count(attempts) >= 2 { break }
      _ = wait(seconds: 60) { !worker.process.isRunning }
      deaths += 1
      let charged = try stage.count(
        "SELECT count(*) FROM messages WHERE check_id <> \(poisoned) AND attempts > 0")
      if charged > 0 {
        violations.append("\(charged) neighbours are charged, after death \(deaths)")
      }
    }
    print("  \(deaths) deaths; the poisonous one is charged with \(try stage.count(attempts))")
    return try violations + stage.finish()
  }
}
