import CheckActions
import CheckRendering
import Testing

@testable import CheckPipeline

@Suite struct LostOwnerTests {
  private func beat(_ pipeline: Pipeline, _ id: String, role: OwnerRole = .worker) async throws {
    let clock = pipeline.parts.clock
    try await pipeline.parts.store.write { db in
      try Owners.beat(db, id: id, role: role, process: 1, clock: clock)
    }
  }

  private func lost(_ pipeline: Pipeline, dead: Set<String> = []) async throws -> [String] {
    let parts = pipeline.parts
    return Owners.lost(
      of: try await parts.store.read(Owners.all), clock: parts.clock,
      leaseMilliseconds: parts.leaseMilliseconds, isDead: { dead.contains($0) }
    ).map(\.owner.id)
  }

  private func recover(_ pipeline: Pipeline, _ owner: String) async throws {
    let parts = pipeline.parts
    try await parts.store.write { db in
      try Owners.recover(db, lost: owner, retry: parts.retry, clock: parts.clock)
    }
  }

  @Test func whoIsSilentDeadOrOfAnotherBootIsLost() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    _ = try await pipeline.submit(bench.submission("a"))
    try await beat(pipeline, "alive")
    try await beat(pipeline, "dead")
    #expect(try await lost(pipeline) == [])
    #expect(try await lost(pipeline, dead: ["dead"]) == ["dead"])
    _ = try await pipeline.claim("unlisted")
    #expect(try await lost(pipeline) == ["unlisted"])
    bench.clock.advance(milliseconds: pipeline.parts.leaseMilliseconds - 1)
    #expect(try await lost(pipeline) == ["unlisted"])
    #expect(try await pipeline.freshWorkers() == 2)
    bench.clock.advance(milliseconds: 1)
    #expect(try await lost(pipeline) == ["alive", "dead", "unlisted"])
    #expect(try await pipeline.freshWorkers() == 0)
    try await beat(pipeline, "alive")
    #expect(try await lost(pipeline) == ["dead", "unlisted"])
    let rebooted = try await bench.open {
      $0.clock = bench.pipelineClock(bootID: "boot-2")
    }
    #expect(try await lost(rebooted).contains("alive"))
    #expect(try await rebooted.freshWorkers() == 0)
    try await beat(rebooted, "alive")
    #expect(try await lost(rebooted).contains("alive") == false)
    #expect(try await rebooted.freshWorkers() == 1)
  }

  @Test func commandsAreNoWorkersForEverybody() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await beat(pipeline, "command", role: .command)
    #expect(try await pipeline.freshWorkers() == 0)
  }

  @Test func onlyADeathAloneCounts() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for text in ["a", "b", "c"] { _ = try await pipeline.submit(bench.submission(text)) }
    for _ in 0..<3 { #expect(try await pipeline.claim("dead") != nil) }
    try await recover(pipeline, "dead")
    let attempts: Int? = try await pipeline.value("SELECT sum(attempts) FROM messages")
    #expect(attempts == 0)
    let suspects: Int? = try await pipeline.value("SELECT sum(is_suspect) FROM messages")
    #expect(suspects == 3)
    #expect(try await pipeline.claim("next")?.check.id == 1)
    #expect(try await pipeline.claim("next") == nil)
    try await recover(pipeline, "next")
    let charged: String? = try await pipeline.value(
      "SELECT group_concat(attempts) FROM (SELECT attempts FROM messages ORDER BY id)")
    #expect(charged == "1,0,0")
  }

  @Test func aDeathAloneBringsTheMessageBackLaterEachTime() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    _ = try await pipeline.submit(bench.submission("a"))
    let parts = pipeline.parts
    var waits: [Int64] = []
    for death in 1...3 {
      let owner = "dead-\(death)"
      #expect(try await pipeline.claim(owner) != nil)
      try await parts.store.write { db in
        var generator = SeededGenerator(seed: 3)
        try Owners.recover(
          db, lost: owner, retry: parts.retry, clock: parts.clock, using: &generator)
      }
      #expect(try await pipeline.claim() == nil)
      let readyAt: Int64? = try await pipeline.value("SELECT ready_at_ms FROM messages")
      let wait = try #require(readyAt) - parts.clock.monotonicMilliseconds()
      waits.append(wait)
      bench.clock.advance(milliseconds: wait)
    }
    #expect((125...375).contains(waits[0]))
    #expect((500...1500).contains(waits[1]))
    #expect((2000...6000).contains(waits[2]))
  }

  @Test func aPoisonousCheckFailsAloneAndChargesNobody() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for text in ["good", "poison", "fine"] { _ = try await pipeline.submit(bench.submission(text)) }
    for _ in 0..<3 { _ = try await pipeline.claim("owner-0") }
    try await recover(pipeline, "owner-0")
    var deaths = 0
    while let lease = try await pipeline.claim("owner-\(deaths + 1)") {
      if lease.check.id == 2 {
        deaths += 1
        try await recover(pipeline, "owner-\(deaths)")
      } else {
        try await pipeline.commit(
          lease, pipeline.response(to: lease, line: Lines.personal("\(lease.check.id)")))
      }
    }
    #expect(deaths == pipeline.parts.retry.attempts)
    #expect(try await pipeline.check(1).state == .deposited)
    #expect(try await pipeline.check(2).state == .failed)
    #expect(try await pipeline.check(3).state == .deposited)
    let failed = try await pipeline.failedMessages()
    #expect(failed.map(\.check) == [2])
    #expect(failed.first?.attempts == 6)
    #expect(failed.first?.error == "the worker died")
    #expect(try await pipeline.history(of: 2).last?.note == "the worker died")
  }

  @Test func whoLeavesGivesBackWithoutACharge() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    _ = try await pipeline.submit(bench.submission("a"))
    try await beat(pipeline, "o")
    let lease = try #require(await pipeline.claim("o"))
    try await pipeline.parts.store.write { try Owners.leave($0, id: "o") }
    #expect(try await lost(pipeline) == [])
    await #expect(throws: PipelineError.leaseLost(message: lease.messageID)) {
      try await pipeline.commit(lease, pipeline.response(to: lease, line: ""))
    }
    let again = try #require(await pipeline.claim("p"))
    #expect(again.attempts == 0)
  }
}
