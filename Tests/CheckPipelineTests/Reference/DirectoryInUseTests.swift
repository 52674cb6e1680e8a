import CheckActions
import CheckRendering
import Foundation
import Testing

@testable import CheckPipeline

/// Checks on their way while directories come.
@Suite(.patience) struct DirectoryInUseTests {
  private func submit(
    _ pipeline: Pipeline, _ bench: Bench, serial: String
  ) async throws -> CheckID {
    try await pipeline.submit(
      Submission(
        front: try bench.file("\(serial).png", Lines.picture(serial: serial)),
        statement: try DepositStatement(account: "55", amount: Cents(1999)))
    ).check
  }

  /// The made-up directory without the bank of the checks.
  private func withoutTheBank(_ bench: Bench) throws -> String {
    try bench.file("without.txt", text: String(SyntheticDirectory.text.dropFirst(156)))
  }

  private func waitForRest(_ pipeline: Pipeline, _ check: CheckID) async throws {
    while try await pipeline.check(check).state.isMoving {
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  @Test func aWarmContainerTakesANewDirectoryAtOnce() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open { $0.leaseMilliseconds = 1 << 40 }
    let worker = pipeline.worker(slots: 1)
    let running = Task { try await worker.run() }
    let first = try await submit(pipeline, bench, serial: "1")
    try await waitForRest(pipeline, first)
    _ = try await pipeline.importDirectory(file: withoutTheBank(bench), by: "clerk")
    let second = try await submit(pipeline, bench, serial: "2")
    try await waitForRest(pipeline, second)
    _ = try await pipeline.restoreDirectory(1, by: "clerk")
    let third = try await submit(pipeline, bench, serial: "3")
    try await waitForRest(pipeline, third)
    try await pipeline.correct(second, Correction(line: Lines.personal("2")), by: "clerk")
    try await waitForRest(pipeline, second)
    worker.stop()
    try await running.value

    #expect(try await pipeline.countsByState() == [.deposited: 3])
    let deposits = try await pipeline.activations(ActivationFilter(action: .deposit))
    #expect(deposits.map(\.check) == [first, second, third, second])
    #expect(deposits.map(\.isCold) == [true, false, false, false])
    #expect(
      try await pipeline.history(of: second).contains { $0.note == "routing-unknown" })
    let versions = try await [first, second, third].asyncMap {
      try await pipeline.details($0).proposal?.directoryVersion
    }
    #expect(versions == [1, 3, 3])
    try await pipeline.expectLedgerHolds()
  }

  @Test func whatWaitedForADirectoryIsSettledAnew() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    _ = try await pipeline.importDirectory(file: withoutTheBank(bench), by: "clerk")
    let unknown = try await pipeline.deposit(bench, "a", line: Lines.personal())
    let unsure = try await pipeline.deposit(
      bench, "b", line: Lines.personal("2"), cents: 2999, status: .unsure)
    let unread = try await pipeline.deposit(bench, "c", line: "", status: .noLine)
    #expect(unknown.reasons == [.routingUnknown])
    let before = try await pipeline.snapshot()
    await #expect(throws: PipelineError.noIdentity(unread.id)) {
      try await pipeline.retryReview([unknown.id, unread.id], by: "clerk")
    }
    #expect(try await pipeline.snapshot() == before, "all of them or none")
    #expect(try await pipeline.retryReview(reason: .duplicate, by: "clerk") == [])

    _ = try await pipeline.restoreDirectory(1, by: "clerk")
    let waiting = [unknown.id, unsure.id]
    #expect(try await pipeline.retryReview(reason: .routingUnknown, by: "clerk") == waiting)
    try await pipeline.drain(line: "")
    #expect(try await pipeline.check(unknown.id).state == .deposited)
    #expect(try await pipeline.check(unsure.id).reasons == [.unsureCharacters])
    let anew = try await pipeline.history(of: unknown.id).first { $0.note == "settled anew" }
    #expect(anew?.actor == "clerk")
    #expect(anew?.from == .review)
    await #expect(throws: PipelineError.self) {
      try await pipeline.retryReview([unknown.id], by: "clerk")
    }
    try await pipeline.expectLedgerHolds()
  }

  @Test func theVersionIsThatOfTheClaim() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let receipt = try await pipeline.submit(bench.submission("a"))
    for _ in 0..<3 {
      let lease = try #require(await pipeline.claim())
      #expect(lease.directory == nil)
      try await pipeline.commit(lease, pipeline.response(to: lease, line: Lines.personal()))
    }
    let lease = try #require(await pipeline.claim())
    _ = try await pipeline.importDirectory(file: withoutTheBank(bench), by: "clerk")
    #expect(lease.directory?.version == 1)
    try await pipeline.commit(lease, pipeline.response(to: lease, line: Lines.personal()))
    #expect(try await pipeline.check(receipt.check).state == .deposited)
    #expect(try await pipeline.details(receipt.check).proposal?.directoryVersion == 1)
  }

  /// The container is warm all the time: the changed content must not stay in it after the repair.
  @Test func aChangedDirectoryDecidesNothing() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open { $0.retry.attempts = 1 }
    let file = try bench.file(
      "new.txt", text: SyntheticDirectory.text.replacing("HARBOR", with: "BEACON"))
    _ = try await pipeline.importDirectory(file: file, by: "clerk")
    let kept = URL(fileURLWithPath: RoutingDirectory.file(version: 2, in: bench.folder.routing))
    try Data(SyntheticDirectory.text.replacing("HARBOR", with: "FORGED").utf8).write(to: kept)
    let check = try await submit(pipeline, bench, serial: "1")
    #expect(try await pipeline.finish([check], slots: 1))
    #expect(try await pipeline.check(check).state == .failed)
    let error = try #require(await pipeline.failedMessages().first?.error)
    #expect(error.contains("changed after it was imported"), "\(error)")
    await #expect(throws: ActionFailure.self) { try await pipeline.institution(Lines.routing[0]) }
    #expect(try await pipeline.importDirectory(file: file, by: "clerk").isUnchanged)
    try await pipeline.redrive(check, by: "clerk")
    #expect(try await pipeline.finish([check], slots: 1))
    #expect(try await pipeline.details(check).proposal?.bankName == "BEACON LIGHT SAVINGS BANK")
  }

  @Test func aLostDirectoryFailsTheCheckUntilItIsImportedAgain() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open { $0.retry.attempts = 1 }
    let file = try bench.file(
      "new.txt", text: SyntheticDirectory.text.replacing("HARBOR", with: "BEACON"))
    _ = try await pipeline.importDirectory(file: file, by: "clerk")
    let kept = RoutingDirectory.file(version: 2, in: bench.folder.routing)
    try FileManager.default.removeItem(atPath: kept)
    let check = try await submit(pipeline, bench, serial: "1")
    #expect(try await pipeline.finish([check], slots: 1))
    #expect(try await pipeline.check(check).state == .failed)
    let error = try #require(await pipeline.failedMessages().first?.error)
    for part in ["version 2", bench.folder.routing, "checkctl reference import"] {
      #expect(error.contains(part), "\(error)")
    }
    #expect(try await pipeline.importDirectory(file: file, by: "clerk").isUnchanged)
    try await pipeline.redrive(check, by: "clerk")
    #expect(try await pipeline.finish([check], slots: 1))
    #expect(try await pipeline.check(check).state == .deposited)
    #expect(try await pipeline.details(check).proposal?.bankName == "BEACON LIGHT SAVINGS BANK")
  }
}

extension Array {
  fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async throws -> [Value]
  {
    var values: [Value] = []
    for element in self { values.append(try await body(element)) }
    return values
  }
}
