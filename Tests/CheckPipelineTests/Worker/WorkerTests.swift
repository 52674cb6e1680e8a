import CheckActions
import CheckRendering
import Foundation
import CheckStore
import Synchronization
import Testing

@testable import CheckPipeline

@Suite(.patience) struct WorkerTests {
  private func submit(
    _ pipeline: Pipeline, _ bench: Bench, serial: String, cents: Int = 1999
  ) async throws -> CheckRecord {
    let file = try bench.file("\(serial).png", Lines.picture(serial: serial, cents: cents))
    let receipt = try await pipeline.submit(
      Submission(
        front: file, statement: try DepositStatement(account: "55", amount: Cents(cents))))
    return try await pipeline.check(receipt.check)
  }

  /// A clock that goes on whenever it is asked, so that no wait is a wait.
  private func hurrying(_ bench: Bench) -> PipelineClock {
    var clock = bench.pipelineClock()
    clock.monotonicMilliseconds = {
      bench.clock.advance(milliseconds: 200)
      return bench.clock.monotonic
    }
    return clock
  }

  @Test
  func whatTheMomentIsToBlameForIsTriedAgainThenFailedThenRedriven() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open {
      $0.clock = hurrying(bench)
      $0.leaseMilliseconds = 1 << 40
      $0.retry = RetryPolicy(attempts: 3, firstDelayMilliseconds: 400, factor: 2)
    }
    let check = try await submit(pipeline, bench, serial: "1")
    let image = pipeline.parts.images.path(check.frontHash)
    let aside = bench.root + "/aside"
    try FileManager.default.moveItem(atPath: image, toPath: aside)
    #expect(try await pipeline.finish([check.id], slots: 2))
    let failed = try await pipeline.check(check.id)
    #expect(failed.state == .failed)
    #expect(failed.failedFrom == .received)
    let message = try #require(await pipeline.failedMessages().first)
    #expect(message.attempts == 3)
    #expect(message.action == "intake")
    #expect(message.error.contains("No such file or directory"))
    let activations = try await pipeline.activations(ActivationFilter(check: check.id))
    #expect(activations.map(\.outcome) == [.failure, .failure, .failure])
    #expect(Set(activations.map(\.container)).count == 3, "a failed container is not used again")
    #expect(activations.allSatisfy { $0.log.last?.contains("No such file") == true })
    let starts = activations.map { $0.startedAt.milliseconds }
    #expect(starts[1] - starts[0] >= 200)
    #expect(starts[2] - starts[1] >= 400)
    #expect(try await pipeline.history(of: check.id).last?.note == message.error)
    try FileManager.default.moveItem(atPath: aside, toPath: image)
    try await pipeline.redrive(check.id, by: "clerk")
    #expect(try await pipeline.finish([check.id], slots: 2))
    #expect(try await pipeline.check(check.id).state == .deposited)
    #expect(try await pipeline.failedMessages() == [])
    #expect(
      try await pipeline.history(of: check.id).map(\.to)
        == [.received, .failed, .received, .imaged, .read, .deposited])
    await #expect(throws: PipelineError.self) {
      try await pipeline.redrive(check.id, by: "clerk")
    }
    try await pipeline.expectLedgerHolds()
  }

  @Test func aLostPictureCacheLosesOnlyTime() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let check = try await submit(pipeline, bench, serial: "7")
    for _ in 0..<2 {
      let lease = try #require(await pipeline.claim())
      let request = try Steps.request(
        for: lease, images: pipeline.parts.images, pictures: pipeline.parts.pictures,
        rules: DepositRules())
      let run = await pipeline.parts.pool.run(request) { $0 }
      try await pipeline.commit(lease, run.result.get())
    }
    try FileManager.default.removeItem(atPath: bench.folder.pictures)
    #expect(try await pipeline.finish([check.id], slots: 1))
    #expect(try await pipeline.check(check.id).state == .deposited)
    let reading = try await pipeline.activations(
      ActivationFilter(check: check.id, action: .micr))
    #expect(reading.first?.log.first == "picture made again from the original")
  }

  @Test func stopFinishesWhatIsInHandAndLeavesTheRest() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for serial in 1...12 { _ = try await submit(pipeline, bench, serial: "\(serial)") }
    let worker = pipeline.worker(slots: 3)
    let running = Task { try await worker.run() }
    while worker.handledMessages < 5 { await Task.yield() }
    worker.stop()
    try await running.value
    let stats = try await pipeline.queueStats()
    #expect(stats.leased == 0)
    #expect(stats.failed == 0)
    #expect(stats.workers == 0)
    let counts = try await pipeline.countsByState()
    let atRest = counts[.deposited] ?? 0
    #expect(stats.ready == 12 - atRest)
    #expect(bench.names(in: bench.folder.containers) == [])
    let attempts: Int? = try await pipeline.value("SELECT max(attempts) FROM messages")
    #expect(attempts ?? 0 == 0)
    #expect(try await pipeline.finish((1...12).map { $0 }, slots: 2))
    #expect(try await pipeline.countsByState() == [.deposited: 12])
    try await pipeline.expectLedgerHolds()
  }

  /// One worker of a process that ends must not take messages out of another's hands.
  @Test func workersOfOneProcessEndByThemselves() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    var ids: [CheckID] = []
    for serial in 1...12 {
      ids.append(try await submit(pipeline, bench, serial: "\(serial)").id)
    }
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for id in ids { group.addTask { try await pipeline.finish([id], slots: 1) } }
      for try await isDone in group { #expect(isDone) }
    }
    #expect(try await pipeline.countsByState() == [.deposited: 12])
    let most: Int? = try await pipeline.value(
      "SELECT max(n) FROM (SELECT count(*) AS n FROM activations GROUP BY check_id, action)")
    #expect(most == 1, "no message was taken out of a worker's hands")
    #expect(try await pipeline.queueStats() == QueueStats())
  }

  @Test func finishTellsHowFarItIsAndStopsWhenAsked() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    var ids: [CheckID] = []
    for serial in 1...3 {
      ids.append(try await submit(pipeline, bench, serial: "\(serial)").id)
    }
    #expect(try await pipeline.finish(ids, slots: 1, isInterrupted: { true }) == false)
    #expect(try await pipeline.countsByState() == [.received: 3])
    let told = Mutex<[Int]>([])
    #expect(
      try await pipeline.finish(
        ids, slots: 1, progress: { done in told.withLock { $0.append(done) } }))
    let progress = told.withLock { $0 }
    #expect(progress.last == 3)
    #expect(progress == progress.sorted())
    #expect(try await pipeline.finish([], slots: 1))
    #expect(try await pipeline.finish(ids + [999], slots: 1))
  }

  @Test func aCancelledFinishLeavesNoWorkerBehind() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    var ids: [CheckID] = []
    for serial in 1...8 {
      ids.append(try await submit(pipeline, bench, serial: "\(serial)").id)
    }
    let all = ids
    let begun = Atomic<Bool>(false)
    let waiting = Task {
      try await pipeline.finish(
        all, slots: 1, progress: { if $0 > 0 { begun.store(true, ordering: .relaxed) } })
    }
    while !begun.load(ordering: .relaxed) { await Task.yield() }
    waiting.cancel()
    _ = await waiting.result
    // Its worker signs off, and the rest stays in the queue.
    while try await (pipeline.value("SELECT count(*) FROM owners") ?? 0) > 0 {
      await Task.yield()
    }
    let stats = try await pipeline.queueStats()
    #expect(stats.leased == 0)
    #expect(try await pipeline.finish(ids, slots: 2))
    #expect(try await pipeline.countsByState() == [.deposited: 8])
  }

  @Test func anIdleWorkerLetsItsContainersGo() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open { $0.leaseMilliseconds = 1 << 40 }
    let check = try await submit(pipeline, bench, serial: "1")
    let worker = pipeline.worker(slots: 1)
    let running = Task { try await worker.run() }
    while try await pipeline.check(check.id).state != .deposited { await Task.yield() }
    #expect(bench.names(in: bench.folder.containers).count == 4)
    bench.clock.advance(milliseconds: 600_001)
    let patience = ContinuousClock.now.advanced(by: .seconds(20))
    while !bench.names(in: bench.folder.containers).isEmpty, ContinuousClock.now < patience {
      await Task.yield()
    }
    #expect(bench.names(in: bench.folder.containers) == [])
    worker.stop()
    try await running.value
  }

  /// The message of a store that refuses for long must not stay in the hands of a living worker.
  @Test
  func aStoreThatRefusesForLongEndsTheWorkerAndStrandsNothing() async throws {
    let bench = try Bench()
    // The clock stands still, so a message that comes back later would never come back.
    let pipeline = try await bench.open { $0.retry.longestDelayMilliseconds = 0 }
    let check = try await submit(pipeline, bench, serial: "1")
    try await pipeline.sql(
      """
      CREATE TRIGGER full_disk BEFORE UPDATE ON messages WHEN OLD.status = 'leased'
      BEGIN SELECT RAISE(ABORT, 'the disk is full'); END
      """)
    let worker = Worker(
      parts: pipeline.parts, role: .worker, slots: 1, refusedPause: .milliseconds(1))
    let error = await #expect(throws: SQLError.self) { try await worker.run() }
    #expect(error?.message == "the disk is full")
    #expect(try await pipeline.check(check.id).state == .received)
    #expect(try await pipeline.queueStats().leased == 1)
    try await pipeline.sql("DROP TRIGGER full_disk")
    // The clock stands still, so its last heartbeat would stay fresh.
    try await pipeline.sql("UPDATE owners SET beat_at_ms = 0")
    #expect(try await pipeline.finish([check.id], slots: 1))
    #expect(try await pipeline.check(check.id).state == .deposited)
    try await pipeline.expectLedgerHolds()
  }

  /// Whoever waits for a worker of its own must not wait for one that never came up.
  @Test
  func aWorkerThatCannotTakeItsLockHasStopped() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let owners = bench.folder.owners
    try FileManager.default.moveItem(atPath: owners, toPath: owners + "-away")
    try Data().write(to: URL(filePath: owners))
    let worker = Worker(
      parts: pipeline.parts, role: .command, slots: 1, refusedPause: .milliseconds(1))
    await #expect(throws: PipelineError.self) { try await worker.run() }
    #expect(worker.isStopping)
  }
}
