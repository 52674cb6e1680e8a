import Foundation

/// Where a scenario is played.
struct Stage {
  let scene: Scene
  var place: Place

  /// An ingest, told by the interposer what to do.
  func ingest(_ environment: [String: String] = [:]) throws -> Running {
    try scene.disturb(scene.ingest(place), environment, log: place.log).start()
  }

  /// A worker, likewise.
  func worker(slots: Int = 4, _ environment: [String: String] = [:]) throws -> Running {
    var child = scene.worker(["--slots", "\(slots)"], in: place)
    child.error = "\(place.folder)/worker-error"
    return try scene.disturb(child, environment).start()
  }

  /// Goes on as a user would, and judges.
  func finish() throws -> [String] { try Trial(scene: scene).finish(place) }

  /// Submits the checks, and has nobody work on them.
  func submitOnly() throws {
    // An ingest leaves the work to a worker that is alive; this one stands still.
    let worker = try worker()
    defer { worker.kill9() }
    guard try comesToHave(owners: 1) else {
      throw SceneError("the worker did not come up")
    }
    worker.signal(SIGSTOP)
    let ingest = try ingest()
    defer { ingest.kill9() }
    let wanted = place.checks.states.count
    let submitted = try wait(seconds: 60) {
      try count("SELECT count(*) FROM checks") == wanted && receipts() == wanted
    }
    guard submitted else { throw SceneError("not all checks were submitted") }
  }

  /// Waits until so many workers have signed on, and says whether they did.
  func comesToHave(owners: Int) throws -> Bool {
    try wait(seconds: 60) { try count("SELECT count(*) FROM owners") == owners }
  }

  /// How many checks the client was told of.
  func receipts() -> Int {
    let text = (try? String(contentsOfFile: place.receipts, encoding: .utf8)) ?? ""
    return text.count { $0 == "\n" }
  }

  /// The number that a query gives; 0 before there is a store.
  func count(_ query: String) throws -> Int {
    let path = "\(place.data)/store.sqlite"
    guard FileManager.default.fileExists(atPath: path) else { return 0 }
    return try read { db in
      guard try db.hasTable("notices") else { return 0 }
      return try db.int(query) ?? 0
    }
  }

  /// The text that a query gives.
  func text(_ query: String) throws -> String {
    try read { try $0.string(query) ?? "" }
  }

  /// Every row of every table but the owners', whose heartbeats go on.
  func dump() throws -> [String] { try read { try $0.dump(without: "owners") } }

  private func read<Value>(_ body: (JudgedStore.Snapshot) throws -> Value) throws -> Value {
    try place.openStore(readonly: true).read(body)
  }
}
