import CheckActions
import CheckRendering
import Foundation
import CheckStore
import MICR
import Testing

@testable import CheckPipeline

/// What depositors are told, one step of a worker at a time.
@Suite struct NoticeTests {
  private static let address = "dana@example.com"

  private func sent(_ pipeline: Pipeline, _ check: CheckID) async throws -> [NoticeState] {
    try await pipeline.notices(check: check).map(\.state)
  }

  @Test func eachArrivalIsTold() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let first = try await pipeline.deposit(
      bench, "a", line: Lines.personal(), email: Self.address)
    let twin = try await pipeline.deposit(bench, "b", line: Lines.personal(), email: Self.address)
    let unsure = try await pipeline.deposit(
      bench, "c", line: Lines.personal("7"), email: Self.address, status: .unsure)
    let silent = try await pipeline.deposit(bench, "d", line: Lines.personal("8"))
    #expect(try await sent(pipeline, first.id) == [.deposited])
    #expect(try await sent(pipeline, twin.id) == [.rejected])
    #expect(try await sent(pipeline, unsure.id) == [.review])
    #expect(try await sent(pipeline, silent.id) == [])
    #expect(try await pipeline.notices().map(\.check) == [first.id, twin.id, unsure.id])
    #expect(try await pipeline.notices(limit: 2).map(\.check) == [twin.id, unsure.id])
    #expect(try await pipeline.queueStats() == QueueStats())
    let activations = try await pipeline.activations(
      ActivationFilter(check: first.id, action: .notify))
    #expect(activations.map(\.outcome) == [.success])
  }

  @Test func whatAPersonDecidesIsToldAndACancelIsNot() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    for serial in ["1", "2"] {
      try await pipeline.deposit(
        bench, serial, line: Lines.personal(serial), email: Self.address, status: .unsure)
    }
    try await pipeline.approve(1, by: "clerk", note: "seen")
    try await pipeline.reject(2, by: "clerk", reason: "not signed")
    #expect(try await pipeline.queueStats().ready == 2)
    let lease = try #require(await pipeline.claim())
    #expect(lease.notice?.event.state == .deposited)
    #expect(lease.notice?.event.words == nil, "an approval's note is for the history")
    try await pipeline.commit(lease, pipeline.response(to: lease, line: ""))
    let rejection = try #require(await pipeline.claim())
    #expect(rejection.notice?.event.words == "not signed")
    try await pipeline.commit(rejection, pipeline.response(to: rejection, line: ""))
    try await pipeline.cancel(1, by: "clerk", reason: "asked for")
    #expect(try await pipeline.queueStats() == QueueStats())
    #expect(try await sent(pipeline, 1) == [.review, .deposited])
    #expect(try await sent(pipeline, 2) == [.review, .rejected])
  }

  /// A correction before the notice went out changes neither what it says nor whether it goes.
  @Test func aNoticeTellsOfItsMoment() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let id = try await pipeline.submit(bench.submission("a", email: Self.address)).check
    while try await pipeline.check(id).state != .review {
      let lease = try #require(await pipeline.claim())
      try await pipeline.commit(
        lease, pipeline.response(to: lease, line: Lines.personal(), status: .unsure))
    }
    let before = Date(milliseconds: bench.clock.wall.milliseconds)
    bench.clock.advance(milliseconds: 60_000)
    try await pipeline.correct(
      id, Correction(line: Lines.personal(), amount: Cents(5)), by: "clerk")
    let lease = try #require(await pipeline.claim())
    let request = try lease.noticeRequest()
    #expect(request.event == NoticeEvent(state: .review, at: before, reasons: [.unsureCharacters]))
    #expect(request.statement.amount == Cents(1999))
    try await pipeline.commit(lease, pipeline.response(to: lease, line: ""))
    try await pipeline.drain(line: Lines.personal())
    #expect(try await pipeline.check(id).state == .deposited)
    #expect(try await sent(pipeline, id) == [.review, .deposited])
    #expect(Set(try await pipeline.notices().map(\.outcome)).count == 2)
  }

  @Test func aCancelLeavesWhatIsStillToBeTold() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let id = try await pipeline.submit(bench.submission("a", email: Self.address)).check
    while try await pipeline.check(id).state.isMoving {
      let lease = try #require(await pipeline.claim())
      try await pipeline.commit(lease, pipeline.response(to: lease, line: Lines.personal()))
    }
    try await pipeline.cancel(id, by: "clerk", reason: "asked for")
    try await pipeline.drain(line: "")
    #expect(try await sent(pipeline, id) == [.deposited])
  }

  @Test func anAddressThatIsNotSafeIsWrittenDownAndNotTriedAgain() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let check = try await pipeline.deposit(
      bench, "a", line: Lines.personal(), email: "dana,all@example.com")
    #expect(check.state == .deposited)
    let notice = try #require(await pipeline.notices().first)
    guard case .notSent(let reason) = notice.outcome else {
      Issue.record("\(notice)")
      return
    }
    #expect(!reason.contains("dana"))
    #expect(notice.file == nil)
    #expect(try await pipeline.queueStats() == QueueStats())
  }

  @Test func aNoticeIsNotToldOfOtherChecks() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await pipeline.deposit(bench, "a", line: Lines.personal())
    _ = try await pipeline.submit(bench.submission("b", email: Self.address))
    while let lease = try await pipeline.claim() {
      let response = try pipeline.response(to: lease, line: Lines.personal())
      if case .notify(.mail(let mail)) = response {
        #expect(mail.body.contains(Reason.duplicate.inWords))
        #expect(!mail.body.contains("check 1"))
      }
      try await pipeline.commit(lease, response)
    }
    #expect(try await pipeline.check(2).findings[0].detail.contains("check 1"))
    #expect(try await sent(pipeline, 2) == [.rejected])
  }

  @Test(arguments: [
    "UPDATE messages SET event = 'no JSON' WHERE event_id IS NOT NULL",
    "UPDATE messages SET event = replace(event, 'deposited', 'of-tomorrow') WHERE event_id > 0",
    "UPDATE messages SET action = 'of-tomorrow' WHERE event_id IS NOT NULL",
  ])
  func anUnreadableNoticeFailsAlone(poison: String) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await depositUntold(pipeline, bench)
    try await pipeline.sql(poison)
    #expect(try await pipeline.claim() == nil)
    let failed: Int? = try await pipeline.value(
      "SELECT count(*) FROM messages WHERE status = 'failed'")
    #expect(failed == 1)
    #expect(try await pipeline.check(1).state == .deposited)
    let message = try #require(await pipeline.failedMessages().first)
    #expect(message.action == (poison.contains("action") ? "of-tomorrow" : "notify"))
    #expect(message.error.contains("of message ") != poison.contains("action"))
    #expect(!message.error.contains(Self.address), "errors are printed as they are")
    #expect(!message.error.contains("account"))
    let unsent = try #require(await pipeline.unsentNotices(check: 1).first)
    #expect(unsent.standing == .failed)
    #expect((unsent.recipient == Self.address) == poison.contains("action"))
    try await pipeline.redrive(1, by: "clerk")
    #expect(try await pipeline.claim() == nil)
    #expect(try await pipeline.failedNotice(of: [1])?.standing == .failed)
  }

  @Test func aNoticeThatKillsItsWorkersFailsAloneAndCanBeRedriven() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    // In review, from where a check could fail.
    let id = try await pipeline.submit(bench.submission("a", email: Self.address)).check
    while try await pipeline.check(id).state.isMoving {
      let lease = try #require(await pipeline.claim())
      try await pipeline.commit(
        lease, pipeline.response(to: lease, line: Lines.personal(), status: .unsure))
    }
    let parts = pipeline.parts
    for death in 1...parts.retry.attempts {
      #expect(try await pipeline.claim("dead-\(death)")?.action == .notify)
      try await parts.store.write { db in
        try Owners.recover(db, lost: "dead-\(death)", retry: parts.retry, clock: parts.clock)
      }
    }
    #expect(try await pipeline.claim() == nil)
    #expect(try await pipeline.check(id).state == .review)
    #expect(try await pipeline.failedMessages().map(\.action) == ["notify"])
    try await pipeline.redrive(id, by: "clerk")
    #expect(try await pipeline.check(id).state == .review)
    try await pipeline.drain(line: "")
    #expect(try await sent(pipeline, id) == [.review])
    await #expect(throws: PipelineError.self) { try await pipeline.redrive(id, by: "clerk") }
  }

  private func depositUntold(_ pipeline: Pipeline, _ bench: Bench) async throws {
    let id = try await pipeline.submit(bench.submission("a", email: Self.address)).check
    while try await pipeline.check(id).state.isMoving {
      let lease = try #require(await pipeline.claim())
      try await pipeline.commit(lease, pipeline.response(to: lease, line: Lines.personal()))
    }
  }

  @Test func anAddressesNoticeIsFencedLikeAnyOutcome() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await depositUntold(pipeline, bench)
    let lease = try #require(await pipeline.claim("dead"))
    let parts = pipeline.parts
    try await parts.store.write { db in
      try Owners.recover(db, lost: "dead", retry: parts.retry, clock: parts.clock)
    }
    let response = try pipeline.response(to: lease, line: "")
    await #expect(throws: PipelineError.leaseLost(message: lease.messageID)) {
      try await pipeline.commit(lease, response)
    }
    try await pipeline.drain(line: "")
    await #expect(throws: PipelineError.self) { try await pipeline.commit(lease, response) }
    #expect(try await pipeline.notices().count == 1)
  }
}
