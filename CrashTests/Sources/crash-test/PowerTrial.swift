import Foundation

/// One power cut: what the disk held at a point of a run is mounted, recovered and judged.
struct PowerTrial {
  let scene: Scene
  /// What the interposer is told beside the point.
  var environment: [String: String] = [:]
  /// On which paths syncs are skipped; the point is one of the calls on them then.
  var unsynced: [String] = []
  /// Whether the cut takes the names that no sync of their folder made durable.
  var takesNames = true

  /// Cuts the power before the given call of a run.
  func run(_ name: String, point: Int) throws -> Trial.Verdict {
    try scene.withPlace("\(name)-\(point)") { place in
      var place = place
      let (disk, left) = (
        LoopImage(folder: place.folder, name: "disk"), LoopImage(folder: place.folder, name: "left")
      )
      try disk.format()
      place.data = "\(disk.mountPoint)/data"
      try disk.mount()
      let hit: String?
      do {
        defer { try? disk.unmount() }
        hit = try cut(place, at: point) { try disk.copy(to: left) }
      }
      guard let hit else { return (Trial.Verdict(hit: nil, violations: []), false) }
      place.data = "\(left.mountPoint)/data"
      try left.mount()
      defer { try? left.unmount() }
      if takesNames { try takeNames(from: left, madeOn: disk, log: place.log) }
      let violations = try recover(place)
      return (Trial.Verdict(hit: hit, violations: violations), !violations.isEmpty)
    }
  }

  /// Runs until the point, has the disk copied while everything stands still, and ends the run.
  private func cut(_ place: Place, at point: Int, _ copy: () throws -> Void) throws -> String? {
    var told = environment
    told["CRASH_MODE"] = unsynced.isEmpty ? "stop" : "skip"
    told["CRASH_AT"] = String(point)
    told["CRASH_TELLS_ALL"] = "1"
    if !unsynced.isEmpty { told["CRASH_PATH"] = unsynced.joined(separator: ":") }
    let running = try scene.disturb(scene.ingest(place), told, log: place.log).start()
    defer { running.kill9() }
    while running.process.isRunning {
      guard running.isStopped else {
        usleep(2_000)
        continue
      }
      try copy()
      let calls = (try? String(contentsOfFile: place.log, encoding: .utf8)) ?? ""
      return calls.split(separator: "\n").first { $0.hasPrefix("\(point) ") }.map(String.init)
    }
    return nil
  }

  private func takeNames(from left: LoopImage, madeOn disk: LoopImage, log: String) throws {
    let calls = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
    for name in UnsyncedNames(calls: calls).all where name.hasPrefix("\(disk.mountPoint)/") {
      let path = left.mountPoint + name.dropFirst(disk.mountPoint.count)
      if FileManager.default.fileExists(atPath: path) {
        try FileManager.default.removeItem(atPath: path)
      }
    }
  }

  /// What was acknowledged is judged before anything is submitted again, since that would mend
  /// what was lost.
  private func recover(_ place: Place) throws -> [String] {
    let acknowledged = (try? String(contentsOfFile: place.receipts, encoding: .utf8)) ?? ""
    let trial = Trial(scene: scene)
    var violations: [String] = []
    if FileManager.default.fileExists(atPath: "\(place.data)/store.sqlite") {
      do {
        if let left = try trial.workOff(place) { violations.append(left) }
        violations += try Judge(place).violationsSoFar()
      } catch let error where JudgedStore.hasThrown(error) {
        let told = acknowledged.isEmpty ? "" : "checks were acknowledged, and "
        violations.append("\(told)the store lost its tables or is damaged: \(error)")
      }
    } else if !acknowledged.isEmpty {
      violations.append("checks were acknowledged, and there is no store")
    }
    return violations + (violations.isEmpty ? try trial.finish(place) : [])
  }
}
