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
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
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
      other.waitUntilExit()
      #expect(other.terminationStatus == 3)
      try judge(program, outcome.objects)
    }
  }

  @Test func aWorkerDoesTheWorkAndItsDeathIsMadeGood() throws {
    try Program.withData { program throws in
      let worker = try program.start(["worker"])
      try waitForWorker(program)
      let ingest = try program.start(Self.ingest)
      usleep(100_000)
      kill(worker.processIdentifier, SIGKILL)
      worker.waitUntilExit()
      ingest.waitUntilExit()
      #expect(ingest.terminationStatus == 3)
      try judge(program, try program.run("list", "--format", "json", "--unmasked").objects)
    }
  }

  @Test func aWorkerDrainsOnSIGTERM() throws {
    try Program.withData { program throws in
      let worker = try program.start(["worker"])
      try waitForWorker(program)
      let outcome = try program.run(Self.ingest)
      try SampleExpectations().check(outcome.objects)
      kill(worker.processIdentifier, SIGTERM)
      worker.waitUntilExit()
      #expect(worker.terminationReason == .exit)
      #expect(worker.terminationStatus == 0)
      try judge(program, outcome.objects)
      let stats = try program.run("queue", "stats", "--format", "json").objects.first
      #expect(stats?["workers"] as? Int == 0)
    }
  }

  @Test func ctrlCStopsAnIngestAndTheNextGoesOn() throws {
    try Program.withData { program throws in
      let first = try program.start(Self.ingest + ["--slots", "1"])
      usleep(150_000)
      kill(first.processIdentifier, SIGINT)
      first.waitUntilExit()
      #expect(first.terminationReason == .exit)
      #expect([130, 3].contains(first.terminationStatus))
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
    kill(worker.processIdentifier, SIGTERM)
    worker.waitUntilExit()
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

  private func waitForWorker(_ program: Program) throws {
    for _ in 0..<200 {
      let stats = try program.run("queue", "stats", "--format", "json").objects.first
      if stats?["workers"] as? Int == 1 { return }
      usleep(50_000)
    }
    Issue.record("the worker did not come up")
  }
}
