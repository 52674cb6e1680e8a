import CheckActions
import CheckRendering
import Foundation
import CheckStore
import Testing

@testable import CheckPipeline

/// Real workers and what happens around the delivery of a mail.
@Suite(.patience) struct DeliveryTests {
  private static let address = "dana@example.com"

  private func submit(_ pipeline: Pipeline, _ bench: Bench) async throws -> CheckID {
    let file = try bench.file("check.png", Lines.picture())
    let statement = try DepositStatement(account: "55", amount: Cents(1999), email: Self.address)
    return try await pipeline.submit(Submission(front: file, statement: statement)).check
  }

  /// A clock that goes on whenever it is asked, so that no wait is a wait.
  private func hurry(_ configuration: inout PipelineConfiguration, _ bench: Bench) {
    configuration.clock.monotonicMilliseconds = {
      bench.clock.advance(milliseconds: 200)
      return bench.clock.monotonic
    }
    configuration.leaseMilliseconds = 1 << 40
    configuration.retry = RetryPolicy(attempts: 3, firstDelayMilliseconds: 400, factor: 2)
  }

  /// Works until no notice waits, however often one comes back.
  private func workOff(_ pipeline: Pipeline) async throws {
    let worker = pipeline.worker(slots: 1)
    let running = Task { try await worker.run() }
    while true {
      let stats = try await pipeline.queueStats()
      if stats.ready + stats.delayed + stats.leased == 0 || worker.isStopping { break }
      await Task.yield()
    }
    worker.stop()
    try await running.value
  }

  @Test func finishWaitsForTheMail() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let id = try await submit(pipeline, bench)
    #expect(try await pipeline.finish([id], slots: 1))
    let notice = try #require(await pipeline.notices(check: id).first)
    let file = try #require(notice.file)
    #expect(try #require(fileStatus(file)).st_mode & 0o777 == 0o600)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.contains("To: \(Self.address)\r\n"))
    #expect(notice.recipient == Self.address)
    #expect(notice.outcome == .sent(messageID: try #require(Self.messageID(text))))
    #expect(bench.names(in: bench.folder.mailTemporaries) == [])
    #expect(bench.names(in: bench.folder.mail).count == 2, "the mail, and the temporaries' folder")
  }

  private static func messageID(_ text: String) -> String? {
    text.components(separatedBy: "\r\n").first { $0.hasPrefix("Message-ID: ") }
      .map { String($0.dropFirst("Message-ID: ".count)) }
  }

  @Test func finishStopsBeforeTheMailWhenAsked() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let id = try await submit(pipeline, bench)
    while try await pipeline.check(id).state.isMoving {
      let lease = try #require(await pipeline.claim())
      try await pipeline.commit(lease, pipeline.response(to: lease, line: Lines.personal()))
    }
    #expect(try await pipeline.finish([id], slots: 1, isInterrupted: { true }) == false)
    #expect(try await pipeline.notices() == [])
    #expect(try await pipeline.finish([id], slots: 1))
    #expect(try await pipeline.notices().count == 1)
  }

  /// The worker that delivered dies before it writes that down.
  @Test func aMailThatComesTwiceIsOneFileAndOneNotice() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let id = try await submit(pipeline, bench)
    while try await pipeline.check(id).state.isMoving {
      let lease = try #require(await pipeline.claim())
      try await pipeline.commit(lease, pipeline.response(to: lease, line: Lines.personal()))
    }
    let lease = try #require(await pipeline.claim("dead"))
    try await pipeline.parts.deliver(pipeline.response(to: lease, line: ""))
    let parts = pipeline.parts
    try await parts.store.write { db in
      try Owners.recover(db, lost: "dead", retry: parts.retry, clock: parts.clock)
    }
    let names = bench.names(in: bench.folder.mail)
    let first = try Data(contentsOf: URL(fileURLWithPath: "\(bench.folder.mail)/\(names[0])"))
    bench.clock.advance(milliseconds: 5_000_000)
    try await workOff(pipeline)
    #expect(bench.names(in: bench.folder.mail) == names)
    let file = try #require(await pipeline.notices().first?.file)
    #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == first)
    #expect(try await pipeline.notices().count == 1)
    #expect(try await pipeline.queueStats() == QueueStats())
  }

  @Test func aLostAnswerGivesTheSameMailAgain() async throws {
    let bench = try Bench()
    let transport = TestTransport(failures: 1, losesAnswer: true)
    let pipeline = try await bench.open {
      hurry(&$0, bench)
      $0.transport = transport
    }
    _ = try await submit(pipeline, bench)
    try await workOff(pipeline)
    #expect(transport.delivered.count == 2)
    #expect(transport.delivered.first == transport.delivered.last)
    #expect(try await pipeline.notices().count == 1)
  }

  @Test func aTransportThatIsAwayForAWhileIsTriedAgain() async throws {
    let bench = try Bench()
    let transport = TestTransport(failures: 2)
    let pipeline = try await bench.open {
      hurry(&$0, bench)
      $0.transport = transport
    }
    let id = try await submit(pipeline, bench)
    try await workOff(pipeline)
    #expect(try await pipeline.check(id).state == .deposited)
    #expect(transport.tries == 3)
    #expect(transport.delivered.count == 1)
    let activations = try await pipeline.activations(ActivationFilter(check: id, action: .notify))
    #expect(activations.map(\.outcome) == [.failure, .failure, .success])
    #expect(activations[0].log.last == "the mail server is away")
    let starts = activations.map { $0.startedAt.milliseconds }
    #expect(starts[1] - starts[0] >= 200)
    #expect(starts[2] - starts[1] >= 400)
    #expect(!fileExists(bench.folder.mail))
    #expect(try await pipeline.notices().count == 1)
  }

  @Test func aTransportThatStaysAwayFailsTheNoticeAndNotTheCheck() async throws {
    let bench = try Bench()
    let transport = TestTransport(failures: 1000)
    let pipeline = try await bench.open {
      hurry(&$0, bench)
      $0.transport = transport
    }
    let id = try await submit(pipeline, bench)
    // A notice that was tried comes back later; nobody waits for that.
    #expect(try await pipeline.finish([id], slots: 1))
    try await workOff(pipeline)
    #expect(transport.tries == 3)
    #expect(try await pipeline.check(id).state == .deposited)
    #expect(try await pipeline.notices() == [])
    let failed = try #require(await pipeline.failedMessages().first)
    #expect(failed.action == "notify")
    #expect(failed.error == "the mail server is away")
    #expect(try await pipeline.queueStats().failed == 1)
    #expect(try await pipeline.history(of: id).last?.to == .deposited)
    transport.setFailures(0)
    try await pipeline.redrive(id, by: "clerk")
    #expect(try await pipeline.finish([id], slots: 1))
    #expect(transport.delivered.count == 1)
    #expect(try await pipeline.notices().count == 1)
    #expect(try await pipeline.queueStats() == QueueStats())
    #expect(try await pipeline.history(of: id).last?.to == .deposited)
    try await pipeline.expectLedgerHolds()
  }

  @Test func aBrokenTemplateIsNamedAndItsRepairIsPickedUp() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open { hurry(&$0, bench) }
    let id = try await submit(pipeline, bench)
    let file = "\(bench.folder.templates)/deposited.mustache"
    try Data("Subject: x\n\n{{#reasons}}".utf8).write(to: URL(fileURLWithPath: file))
    try await workOff(pipeline)
    #expect(try await pipeline.check(id).state == .deposited)
    #expect(try #require(await pipeline.failedMessages().first).error.contains(file))
    try Data("Subject: x\n\nfine".utf8).write(to: URL(fileURLWithPath: file))
    try await pipeline.redrive(id, by: "clerk")
    #expect(try await pipeline.finish([id], slots: 1))
    #expect(try await pipeline.notices().count == 1)
  }

  @Test func aFolderThatTakesNoMailLeavesNothingBehind() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open { hurry(&$0, bench) }
    let id = try await submit(pipeline, bench)
    try Data().write(to: URL(fileURLWithPath: bench.folder.mail))
    try await workOff(pipeline)
    let error = try #require(await pipeline.failedMessages().first).error
    #expect(error.contains(bench.folder.mail))
    #expect(!error.contains(Self.address))
    #expect(try await pipeline.check(id).state == .deposited)
  }

  /// Only what sends mail needs a place for it.
  @Test(arguments: [true, false])
  func aPlaceForMailThatCannotBeMadeHoldsUpNoCommand(isLink: Bool) async throws {
    let bench = try Bench()
    try FileManager.default.createDirectory(
      atPath: bench.folder.path, withIntermediateDirectories: false)
    if isLink {
      try FileManager.default.createSymbolicLink(
        atPath: bench.folder.mail, withDestinationPath: bench.root + "/gone")
    } else {
      try Data().write(to: URL(fileURLWithPath: bench.folder.mail))
    }
    let pipeline = try await bench.open { hurry(&$0, bench) }
    pipeline.parts.sweep([])
    let id = try await submit(pipeline, bench)
    try await workOff(pipeline)
    #expect(try await pipeline.check(id).state == .deposited)
    #expect(try await pipeline.failedNotice(of: [id])?.standing == .failed)
    try FileManager.default.removeItem(atPath: bench.folder.mail)
    try await pipeline.redrive(id, by: "clerk")
    #expect(try await pipeline.finish([id], slots: 1))
    let file = try #require(await pipeline.notices().first?.file)
    #expect(fileExists(file))
    #expect(try #require(fileStatus(bench.folder.mail)).st_mode & 0o777 == 0o700)
  }

  @Test(arguments: ["<../../x@y>", "</etc/passwd@y>", "<a\u{0}b@y>", "é", "<a.eml@b>"])
  func aMessageIDLeadsToNoOtherFolder(id: String) throws {
    let path = MailFolder.path(messageID: id, in: DataFolder("/d"))
    #expect(path.hasPrefix("/d/mail/"))
    let name = path.dropFirst("/d/mail/".count).dropLast(".eml".count)
    #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
  }
}
