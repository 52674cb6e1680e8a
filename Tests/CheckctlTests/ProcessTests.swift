import CheckActions
import CheckRendering
import Foundation
import Testing

/// Real processes, killed for real; one test at a time, since they measure each other otherwise.
@Suite(.serialized) struct ProcessTests {
  private static let ingest = ["ingest", Program.samples, "--format", "json", "--unmasked"]

  /// What must hold whenever the work is done: every sample has its outcome, the ledger is right,
  /// the queue is empty, and nothing that dead processes left is there.
  private func judge(_ program: Program, _ objects: [[String: Any]]) throws {
    try SampleExpectations().check(objects)
    #expect(try program.run("ledger", "verify").code == 0)
    try expectNotices(program)
    let stats = try #require(try program.run("queue", "stats", "--format", "json").objects.first)
    for hands in ["ready", "delayed", "leased", "failed"] { #expect(stats[hands] as? Int == 0) }
    for folder in ["images/tmp", "containers", "mail/tmp"] {
      let left = try FileManager.default.contentsOfDirectory(atPath: "\(program.data)/\(folder)")
      #expect(left.isEmpty, "\(folder)")
    }
  }

  @Test func killedAtTwentyMomentsNothingIsLostOrDoubled() throws {
    try Program.withData { program throws in
      var generator = SeededGenerator(seed: 7)
      for _ in 0..<20 {
        let process = try program.start(Self.ingest)
        usleep(UInt32.random(in: 5_000...250_000, using: &generator))
        kill(process.id, SIGKILL)
        process.end()
      }
      let last = try program.run(Self.ingest)
      #expect(last.code == 3)
      try judge(program, last.objects)
    }
  }

  @Test func twoIngestsAtOnceDepositEachCheckOnce() throws {
    try Program.withData { program throws in
      let other = try program.start(Self.ingest)
      let outcome = try program.run(Self.ingest)
      #expect(other.end() == 3)
      try judge(program, outcome.objects)
    }
  }

  @Test func aWorkerDoesTheWorkAndItsDeathIsMadeGood() throws {
    try Program.withData { program throws in
      let worker = try program.start(["worker"])
      try waitForWorker(program)
      let ingest = try program.start(Self.ingest)
      usleep(100_000)
      kill(worker.id, SIGKILL)
      worker.end()
      #expect(ingest.end() == 3)
      try judge(program, try program.run("list", "--format", "json", "--unmasked").objects)
    }
  }

  #if os(Linux)
    @Test(
      .disabled(
        if: Program.isSanitized, "a sanitizer needs more address space than a container has"))
    func aKilledWorkersContainersEndWithIt() throws {
      try Program.withData { program throws in
        let worker = try program.start(["worker"])
        try waitForWorker(program)
        _ = try program.run(Self.ingest)
        let containers = Self.children(of: worker.id)
        #expect(containers.count >= 5, "one for each action at least")
        #expect(containers.allSatisfy { kill($0, 0) == 0 })
        kill(worker.id, SIGKILL)
        worker.end()
        // The system ends them before it tells of the worker's end; to be reaped may take longer.
        for _ in 0..<200 where containers.contains(where: Self.isRunning) { usleep(10_000) }
        #expect(!containers.contains(where: Self.isRunning))
      }
    }

    private static func children(of process: pid_t) -> [pid_t] {
      let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task"))
      return (tasks ?? []).flatMap { task in
        let list = try? String(
          contentsOfFile: "/proc/\(process)/task/\(task)/children", encoding: .utf8)
        return (list ?? "").split(separator: " ").compactMap { pid_t($0) }
      }
    }

    private static func isRunning(_ process: pid_t) -> Bool {
      let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      return status?.contains(") Z ") == false
    }
  #endif

  @Test func aWorkerDrainsOnSIGTERM() throws {
    try Program.withData { program throws in
      let worker = try program.start(["worker"])
      try waitForWorker(program)
      let outcome = try program.run(Self.ingest)
      try SampleExpectations().check(outcome.objects)
      kill(worker.id, SIGTERM)
      #expect(worker.end() == 0)
      try judge(program, outcome.objects)
      let stats = try program.run("queue", "stats", "--format", "json").objects.first
      #expect(stats?["workers"] as? Int == 0)
    }
  }

  #if os(Linux)
    /// A signal that comes before anyone listens must not be lost.
    @Test func aWorkerHearsSIGTERMAsSoonAsItDoesNotDieOfIt() throws {
      try Program.withData { program throws in
        for _ in 0..<5 {
          let worker = try program.start(["worker"])
          while worker.isRunning, Self.diesOf(SIGTERM, worker.id) {}
          kill(worker.id, SIGTERM)
          for _ in 0..<2000 where worker.isRunning { usleep(10_000) }
          #expect(!worker.isRunning, "the signal was lost")
          kill(worker.id, SIGKILL)
          worker.end()
        }
      }
    }

    /// Whether the system does what it does by itself when a signal comes.
    private static func diesOf(_ signal: Int32, _ process: pid_t) -> Bool {
      let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
      return !(status ?? "").split(separator: "\n").contains { line in
        guard line.hasPrefix("SigIgn:") || line.hasPrefix("SigCgt:") else { return false }
        let mask = UInt64(line.split(separator: "\t").last ?? "", radix: 16) ?? 0
        return mask >> (signal - 1) & 1 == 1
      }
    }
  #endif

  @Test func ctrlCStopsAnIngestAndTheNextGoesOn() throws {
    try Program.withData { program throws in
      let first = try program.start(Self.ingest + ["--slots", "1"])
      // Before it opens the store it does not yet hear of the signal.
      while !FileManager.default.fileExists(atPath: "\(program.data)/store.sqlite-wal") {
        usleep(5_000)
      }
      usleep(100_000)
      kill(first.id, SIGINT)
      #expect([130, 3].contains(first.end()))
      let second = try program.run(Self.ingest)
      #expect(second.code == 3)
      try judge(program, second.objects)
    }
  }

  /// Nobody waits for a notice whose worker died with it alone in hand: it comes back later.
  private func expectNotices(_ program: Program) throws {
    let worker = try program.start(["worker"])
    for _ in 0..<200 {
      let stats = try program.run("queue", "stats", "--format", "json").objects.first
      if stats?["delayed"] as? Int == 0, stats?["ready"] as? Int == 0, stats?["leased"] as? Int == 0
      {
        break
      }
      usleep(50_000)
    }
    kill(worker.id, SIGTERM)
    worker.end()
    func told(_ objects: [[String: Any]], check: String) -> [String] {
      objects.compactMap { object in
        guard let number = object[check] as? Int, let state = object["state"] as? String else {
          return nil
        }
        return "\(number) \(state)"
      }
      .sorted()
    }
    let notices = try program.run("notices", "list", "--format", "json").objects
    let checks = try program.run("list", "--format", "json").objects
    #expect(
      told(notices, check: "check") == told(checks.filter { $0["email"] != nil }, check: "id"))
    let files = try FileManager.default.contentsOfDirectory(atPath: "\(program.data)/mail")
    #expect(files.count == notices.count + 1, "the mails, and the folder of temporaries")
  }

  /// Whenever it is killed, the directory before it holds or its own does, whole.
  @Test func aKilledImportLeavesAWholeDirectory() throws {
    try Program.withData { program throws in
      var generator = SeededGenerator(seed: 8)
      #expect(try program.run("reference", "import", Self.directory(0, program)).code == 0)
      for round in 1...20 {
        let file = try Self.directory(round, program)
        let process = try program.start(["reference", "import", file])
        if round.isMultiple(of: 2) {
          usleep(UInt32.random(in: 1_000...150_000, using: &generator))
        } else {
          waitForTemporary(program, process)
        }
        kill(process.id, SIGKILL)
        process.end()
        let list = try program.run("reference", "list", "--format", "json").objects
        let holds = try #require(list.last)
        let found = try program.run("reference", "lookup", "000000518", "--format", "json")
        let name = try #require(found.objects.first?["name"] as? String)
        #expect("\(name).txt" == holds["source"] as? String)
        #expect(holds["records"] as? Int == 18_001)
      }
      let last = try program.run(
        "reference", "import", Self.directory(21, program), "--format", "json")
      #expect(last.objects.first?["unchanged"] as? Bool == false)
      let names = try FileManager.default.contentsOfDirectory(atPath: "\(program.data)/reference")
      #expect(names.allSatisfy { $0.hasPrefix("routing-") }, "\(names)")
    }
  }

  /// Waits until an import has begun to write, which is when it can be disturbed.
  private func waitForTemporary(_ program: Program, _ process: ChildProcess) {
    while process.isRunning {
      let names = try? FileManager.default.contentsOfDirectory(atPath: "\(program.data)/reference")
      if names?.contains(where: { $0.hasPrefix("\(process.id)-") }) == true {
        return
      }
      usleep(200)
    }
  }

  /// A directory in which one bank bears the file's name.
  private static func directory(_ round: Int, _ program: Program) throws -> String {
    var generator = SeededGenerator(seed: UInt64(round))
    let named = SyntheticDirectory.line("000000518", name: "\(round)", city: "ANY", state: "ME")
    let lines = [named] + SyntheticDirectory.lines(18_000, using: &generator)
    try FileManager.default.createDirectory(
      atPath: program.data, withIntermediateDirectories: true)
    let file = "\(program.data)/\(round).txt"
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: file))
    return file
  }

  private func waitForWorker(_ program: Program) throws {
    for _ in 0..<200 {
      let stats = try program.run("queue", "stats", "--format", "json").objects.first
      if stats?["workers"] as? Int == 1 { return }
      usleep(50_000)
    }
    Issue.record("the worker did not come up")
  }
}
