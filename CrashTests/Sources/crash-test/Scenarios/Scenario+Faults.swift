import Foundation

extension Scenario {
  static let faults = [
    busy, failingSync, failingCommit, failingLock, readOnly, imageGone, damagedCache, fullCache,
    fullScratch, crowd,
  ]

  private static let busy = Scenario(
    name: "busy", summary: "another program holds SQLite's write lock again and again"
  ) { stage in
    let ingest = try stage.ingest()
    defer { ingest.kill9() }
    _ = try wait(seconds: 60) { try stage.count("SELECT count(*) FROM checks") > 0 }
    let other = try stage.place.openStore(readonly: false)
    for _ in 0..<3 {
      try other.holdWriteLock { usleep(700_000) }
      usleep(50_000)
    }
    try other.close()
    let end = ingest.end()
    return try (end == .exited(3) ? [] : ["the ingest ended with \(end)"]) + stage.finish()
  }

  private static let failingSync = Scenario(
    name: "failing-sync", summary: "no image can be synced: nothing is acknowledged"
  ) { stage in
    try acknowledgesNothing(stage, path: "/images/")
  }

  private static let failingCommit = Scenario(
    name: "failing-commit", summary: "no commit can be synced: nothing is acknowledged"
  ) { stage in
    try acknowledgesNothing(stage, path: "store.sqlite-wal")
  }

  /// Has every sync of some files refused, in a data folder that is there already.
  private static func acknowledgesNothing(_ stage: Stage, path: String) throws -> [String] {
    guard try stage.scene.child("list", in: stage.place).run() == .exited(1) else {
      return ["a list without a store did not say so"]
    }
    let empty = try stage.worker()
    let isUp = try stage.comesToHave(owners: 1)
    empty.signal(SIGTERM)
    guard empty.end() == .exited(0), isUp else { return ["the worker did not come up and drain"] }
    let ingest = try stage.ingest([
      "CRASH_MODE": "refuse", "CRASH_AT": "1", "CRASH_FOR": "600000", "CRASH_PATH": path,
      "CRASH_CALL": "fsync:fdatasync",
    ])
    let end = ingest.end()
    var violations: [String] = []
    if end == .exited(0) || end == .hung { violations.append("the ingest ended with \(end)") }
    if stage.receipts() > 0 { violations.append("\(stage.receipts()) checks were acknowledged") }
    return try violations + stage.finish()
  }

  /// The first lock is that of the ingest; the second, of the worker in it.
  private static let failingLock = Scenario(
    name: "failing-lock", summary: "the lock of a worker cannot be made, for a while"
  ) { stage in
    let ingest = try stage.ingest([
      "CRASH_MODE": "refuse", "CRASH_AT": "2", "CRASH_FOR": "1200", "CRASH_PATH": "/owners/",
      "CRASH_CALL": "open",
    ])
    let end = ingest.end()
    var violations = end == .exited(3) ? [] : ["the ingest ended with \(end)"]
    let hit = try? String(contentsOfFile: stage.place.log, encoding: .utf8)
    if hit?.contains("/owners/") != true { violations.append("no lock was refused") }
    return try violations + stage.finish()
  }

  private static let readOnly = Scenario(
    name: "read-only", summary: "the data folder is on a disk that is mounted for reading only"
  ) { stage in
    guard getuid() == 0 else { throw Skipped(reason: "mounting needs root") }
    let disk = LoopImage(folder: stage.place.folder, name: "disk")
    var stage = stage
    stage.place.data = "\(disk.mountPoint)/data"
    do {
      try disk.format()
      try disk.mount()
    } catch {
      throw Skipped(reason: "\(error)")
    }
    defer { try? disk.unmount() }
    _ = try stage.ingest(["CRASH_MODE": "before", "CRASH_AT": "400"]).end()
    try disk.remount("ro")
    let end = try stage.ingest().end()
    let said = try String(contentsOfFile: stage.place.error, encoding: .utf8)
    var violations: [String] = []
    if end != .exited(1) { violations.append("the ingest ended with \(end)") }
    if !said.lowercased().contains("read-only") {
      violations.append("it does not say that the disk is read-only: \(said)")
    }
    try disk.remount("rw")
    return try violations + stage.finish()
  }

  private static let imageGone = Scenario(
    name: "image-gone",
    summary: "an image is deleted from the store; submitting the check again puts it back"
  ) { stage in
    try stage.submitOnly()
    let hash = try stage.text("SELECT front_hash FROM checks WHERE front_name = 'two-pages.tif'")
    try FileManager.default.removeItem(
      atPath: "\(stage.place.data)/images/\(hash.prefix(2))/\(hash)")
    let worker = try stage.worker()
    defer { worker.kill9() }
    let moving = "state IN ('received', 'imaged', 'read')"
    let others = "SELECT count(*) FROM checks WHERE front_hash <> '\(hash)' AND \(moving)"
    var violations: [String] = []
    guard try wait(seconds: 60, until: { try stage.count(others) == 0 }) else {
      return ["the others wait for the check whose image is gone"]
    }
    worker.signal(SIGTERM)
    if worker.end() != .exited(0) { violations.append("the worker did not drain") }
    let error = try stage.text("SELECT last_error FROM messages LIMIT 1")
    if !error.contains(hash) { violations.append("the error does not name the file: \(error)") }
    return try violations + stage.finish()
  }

  private static let damagedCache = Scenario(
    name: "damaged-cache", summary: "pictures in the cache are damaged: they are made again"
  ) { stage in
    let ingest = try stage.ingest([
      "CRASH_MODE": "stop", "CRASH_AT": "4", "CRASH_CALL": "rename",
      "CRASH_PATH": "/cache/pictures/",
    ])
    defer { ingest.kill9() }
    guard wait(seconds: 60, until: { ingest.isStopped }) else { return ["the ingest did not stop"] }
    let folder = "\(stage.place.data)/cache/pictures"
    let pictures = try FileManager.default.contentsOfDirectory(atPath: folder)
    if pictures.isEmpty { return ["there was nothing to damage"] }
    ingest.kill9()
    for picture in pictures {
      let file = try FileHandle(forUpdating: URL(fileURLWithPath: "\(folder)/\(picture)"))
      try file.seek(toOffset: file.seekToEnd() / 2)
      try file.write(contentsOf: Data(repeating: 0x55, count: 5000))
      try file.close()
    }
    return try stage.finish()
  }

  private static let fullCache = Scenario(
    name: "full-cache", summary: "the picture cache has no room: the work goes on without it"
  ) { stage in
    let end = try stage.ingest([
      "CRASH_MODE": "full", "CRASH_AT": "1", "CRASH_FOR": "600000",
      "CRASH_PATH": "/cache/pictures/",
    ]).end()
    return try (end == .exited(3) ? [] : ["the ingest ended with \(end)"]) + stage.finish()
  }

  private static let fullScratch = Scenario(
    name: "full-scratch", summary: "scratch folders have no room for a while"
  ) { stage in
    let end = try stage.ingest([
      "CRASH_MODE": "full", "CRASH_AT": "1", "CRASH_FOR": "1500",
      "CRASH_PATH": "/cache/pictures/:/containers/",
    ]).end()
    return try (end == .exited(3) ? [] : ["the ingest ended with \(end)"]) + stage.finish()
  }

  private static let crowd = Scenario(
    name: "crowd",
    summary: "ingests, workers that are killed and checkpoints, all at once: the file stays whole"
  ) { stage in
    var stage = stage
    stage.place.checks = try stage.scene.drawn(120)
    let ingests = try (0..<3).map { _ in try stage.ingest() }
    defer { ingests.forEach { $0.kill9() } }
    _ = try wait(seconds: 60) { try stage.count("SELECT count(*) FROM checks") > 0 }
    let lock = open("\(stage.place.data)/store.lock", O_RDWR | O_CLOEXEC)
    defer { close(lock) }
    let store = try stage.place.openStore(readonly: false)
    var generator = SplitMix(state: 5)
    var checkpoints = 0
    for _ in 0..<12 {
      let workers = try (0..<2).map { _ in try stage.worker(slots: 2) }
      usleep(UInt32.random(in: 100_000...400_000, using: &generator))
      // As every checkpoint of the program: under the lock of the writers.
      flock(lock, LOCK_EX)
      let isDone = try store.checkpoint()
      flock(lock, LOCK_UN)
      if isDone { checkpoints += 1 }
      workers.forEach { $0.kill9() }
    }
    try store.close()
    var violations: [String] = []
    for ingest in ingests {
      let end = ingest.end()
      if end != .exited(0) { violations.append("an ingest ended with \(end)") }
    }
    print("  \(checkpoints) checkpoints, 24 workers killed")
    return try violations + stage.finish()
  }
}
