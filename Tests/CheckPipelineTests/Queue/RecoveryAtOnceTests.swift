import CheckActions
import CheckStore
import Testing

@testable import CheckPipeline

/// Owners that were found lost, and what happens until their messages are given back.
@Suite struct RecoveryAtOnceTests {
  private let bench: Bench
  private let pipeline: Pipeline
  private var parts: Parts { pipeline.parts }

  init() async throws {
    bench = try Bench(inMemory: true)
    pipeline = try await bench.open()
  }

  private func beat(_ owner: OwnerLock) async throws {
    let clock = parts.clock
    try await parts.store.write { db in
      try Owners.beat(db, id: owner.id, role: .worker, process: 1, clock: clock)
    }
  }

  /// A worker that has stopped beating for so long that it is lost, with one message in hand.
  private func late() async throws -> (OwnerLock, Lease) {
    let owner = try OwnerLock(folder: bench.folder)
    try await beat(owner)
    _ = try await pipeline.submit(bench.submission("a"))
    let lease = try #require(try await pipeline.claim(owner.id))
    bench.clock.advance(milliseconds: parts.leaseMilliseconds)
    return (owner, lease)
  }

  private func attempts() async throws -> Int? {
    try await pipeline.value("SELECT sum(attempts) FROM messages")
  }

  @Test func whoBeatsAfterTheLookKeepsItsMessages() async throws {
    let (owner, lease) = try await late()
    let parts = parts
    let lost = try parts.lostOwners()
    #expect(lost.map(\.owner.id) == [owner.id])
    bench.clock.advance(milliseconds: 1)
    try await beat(owner)
    let before = try await pipeline.snapshot()
    #expect(try await parts.store.write { try parts.recover($0, lost) } == [])
    #expect(try await pipeline.snapshot() == before)
    #expect(try await pipeline.freshWorkers() == 1)
    try await pipeline.commit(lease, pipeline.response(to: lease, line: ""))
  }

  @Test func whoBeatsForTheFirstTimeAfterTheLookKeepsItsMessages() async throws {
    let owner = try OwnerLock(folder: bench.folder)
    _ = try await pipeline.submit(bench.submission("a"))
    let lease = try #require(try await pipeline.claim(owner.id))
    let parts = parts
    let lost = try parts.lostOwners()
    #expect(lost.map(\.owner.id) == [owner.id])
    try await beat(owner)
    #expect(try await parts.store.write { try parts.recover($0, lost) } == [])
    try await pipeline.commit(lease, pipeline.response(to: lease, line: ""))
  }

  /// The one that was late beats at the moment at which another gives its messages back.
  @Test func whoBeatsWhileItIsStruckIsListedAndHasNothingInHand() async throws {
    let (owner, lease) = try await late()
    let parts = parts
    let lost = try parts.lostOwners()
    let (struck, beat) = try TwoWriters(bench.folder).run { db in
      try parts.recover(db, lost)
    } then: { db in
      try Owners.beat(db, id: owner.id, role: .worker, process: 1, clock: parts.clock)
    }
    try beat.get()
    #expect(struck == [owner.id])
    #expect(try await pipeline.freshWorkers() == 1)
    await #expect(throws: PipelineError.leaseLost(message: lease.messageID)) {
      try await pipeline.commit(lease, pipeline.response(to: lease, line: ""))
    }
  }

  @Test func whoIsStruckWhileItBeatsKeepsItsMessages() async throws {
    let (owner, lease) = try await late()
    let parts = parts
    let lost = try parts.lostOwners()
    bench.clock.advance(milliseconds: 1)
    let (_, struck) = try TwoWriters(bench.folder).run { db in
      try Owners.beat(db, id: owner.id, role: .worker, process: 1, clock: parts.clock)
    } then: { db in
      try parts.recover(db, lost)
    }
    #expect(try struck.get() == [])
    try await pipeline.commit(lease, pipeline.response(to: lease, line: ""))
  }

  @Test(arguments: [false, true])
  func aDeathIsChargedOnce(isListed: Bool) async throws {
    let (owner, _) = try await late()
    owner.release()
    if !isListed { try await pipeline.sql("DELETE FROM owners") }
    let parts = parts
    let lost = try parts.lostOwners()
    #expect(lost.map(\.hasDied) == [true])
    let (first, second) = try TwoWriters(bench.folder).run { db in
      try parts.recover(db, lost)
    } then: { db in
      try parts.recover(db, lost)
    }
    #expect(first == [owner.id])
    _ = try second.get()
    #expect(try await attempts() == 1)
    let suspects: Int? = try await pipeline.value("SELECT sum(is_suspect) FROM messages")
    #expect(suspects == 1)
  }

  /// The message was given back and taken by another, while a second recovery has the old list.
  @Test func aRecoveryThatComesLateLeavesTheNextOwnerAlone() async throws {
    let (owner, _) = try await late()
    owner.release()
    let parts = parts
    let lost = try parts.lostOwners()
    _ = try await parts.store.write { try parts.recover($0, lost) }
    bench.clock.advance(milliseconds: 60_000)
    let next = try #require(try await pipeline.claim("next"))
    _ = try await parts.store.write { try parts.recover($0, lost) }
    #expect(try await attempts() == 1)
    try await pipeline.commit(next, pipeline.response(to: next, line: ""))
  }

  /// A worker's outcome is committed while its message is about to be given back.
  @Test func anOutcomeBesideARecoveryStands() async throws {
    let (owner, lease) = try await late()
    owner.release()
    let parts = parts
    let lost = try parts.lostOwners()
    let response = try pipeline.response(to: lease, line: "")
    let outcome = try Outcome(lease, .byHand(.success(response), parts.clock), response)
    let (_, second) = try TwoWriters(bench.folder).run { db in
      try outcome.commit(db, rules: parts.rules, clock: parts.clock)
    } then: { db in
      try parts.recover(db, lost)
    }
    _ = try second.get()
    #expect(try await attempts() == 0)
    #expect(try await pipeline.claim("next")?.action == .image)
  }
}
