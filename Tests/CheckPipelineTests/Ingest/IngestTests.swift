import CheckActions
import Foundation
import Synchronization
import Testing

@testable import CheckPipeline

@Suite(.patience) struct IngestTests {
  private let bench: Bench
  private let folder: String

  init() throws {
    bench = try Bench()
    folder = bench.root + "/in"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func picture(_ name: String, serial: String) throws {
    _ = try bench.file("in/\(name)", Lines.picture(serial: serial))
  }

  @Test func oneBadFileNeverStopsTheOthers() async throws {
    try picture("a@b^1^19.99^1.png", serial: "1")
    try picture("listed.png", serial: "2")
    _ = try bench.file("in/unnamed.png", text: "x")
    _ = try bench.file("in/a@b^1^x^2.png", text: "x")
    _ = try bench.file("in/a@b^1^7.00^3.png", text: "no picture")
    _ = try bench.file("in/notes.txt", text: "x")
    _ = try bench.file("in/.hidden.png", text: "x")
    _ = try bench.file("secret.png", text: "x")
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/a@b^1^8.00^4.png", withDestinationPath: bench.root + "/secret.png")
    try FileManager.default.createDirectory(
      atPath: folder + "/a@b^1^9.00^5.png", withIntermediateDirectories: false)
    _ = try bench.file(
      "in/manifest.csv", text: "front,account,amount\nlisted.png,2,19.99\nabsent.png,2,5\n")
    let pipeline = try await bench.open()
    let summary = try await pipeline.ingest(IngestPlan(folder: folder), slots: 2)
    #expect(!summary.wasInterrupted)
    #expect(
      try await pipeline.items(of: summary).map(\.file) == [
        "listed.png", "a@b^1^19.99^1.png", "a@b^1^7.00^3.png",
      ])
    #expect(
      try await pipeline.items(of: summary).map(\.check.state) == [
        .deposited, .deposited, .rejected,
      ])
    #expect(
      Set(summary.problems.map(\.file)) == [
        "unnamed.png", "a@b^1^x^2.png", "absent.png", "a@b^1^8.00^4.png", "a@b^1^9.00^5.png",
      ])
    #expect(summary.problems.count == 5)
    try await pipeline.expectLedgerHolds()
  }

  @Test func aSecondIngestDepositsNothing() async throws {
    for serial in 1...3 { try picture("a@b^1^19.99^\(serial).png", serial: "\(serial)") }
    let pipeline = try await bench.open()
    let plan = try IngestPlan(folder: folder)
    let first = try await pipeline.ingest(plan, slots: 2)
    #expect(try await pipeline.items(of: first).map(\.isReplay) == [false, false, false])
    let before = try await pipeline.snapshot()
    let second = try await pipeline.ingest(plan, slots: 2)
    #expect(try await pipeline.items(of: second).map(\.isReplay) == [true, true, true])
    #expect(
      try await pipeline.items(of: second).map(\.check) == pipeline.items(of: first).map(\.check))
    #expect(try await pipeline.snapshot() == before)
    let reopened = try await bench.open()
    #expect(
      try await reopened.ingest(plan, slots: 8).receipts.map(\.isReplay) == [true, true, true])
    #expect(try await reopened.snapshot() == before)
  }

  @Test func whatWasInterruptedGoesOn() async throws {
    for serial in 1...40 { try picture("a@b^1^19.99^\(serial).png", serial: "\(serial)") }
    let pipeline = try await bench.open()
    let plan = try IngestPlan(folder: folder)
    let stop = Atomic<Bool>(false)
    let first = try await pipeline.ingest(
      plan, slots: 2, isInterrupted: { stop.load(ordering: .relaxed) },
      progress: { if $0.atRest >= 3 { stop.store(true, ordering: .relaxed) } })
    #expect(first.wasInterrupted)
    let deposited = try await pipeline.countsByState()[.deposited] ?? 0
    #expect((3..<40).contains(deposited))
    #expect(try await pipeline.queueStats().leased == 0)
    let second = try await pipeline.ingest(plan, slots: 2)
    #expect(!second.wasInterrupted)
    #expect(try await pipeline.items(of: second).count == 40)
    #expect(try await pipeline.items(of: second).allSatisfy { $0.check.state == .deposited })
    #expect(try await pipeline.ledgerEntries().count == 40)
    try await pipeline.expectLedgerHolds()
  }

  @Test func aFolderThatIsNoneIsTold() {
    let absent = bench.root + "/absent"
    #expect(
      throws: PipelineError.unreadableFile(
        absent, reason: "it is not a folder that can be listed; name one with check pictures")
    ) { try IngestPlan(folder: absent) }
  }

  @Test func aKeyThatIsUsedForTwoDepositsIsTold() async throws {
    try picture("one.png", serial: "1")
    try picture("two.png", serial: "2")
    _ = try bench.file(
      "in/manifest.csv", text: "front,account,amount,key\none.png,2,5,k\ntwo.png,2,5,k\n")
    let pipeline = try await bench.open()
    let summary = try await pipeline.ingest(IngestPlan(folder: folder), slots: 1)
    #expect(try await pipeline.items(of: summary).map(\.file) == ["one.png"])
    #expect(summary.problems.map(\.file) == ["two.png"])
    #expect(
      summary.problems.first?.reason
        == .refused("\(PipelineError.keyReused(key: "k", check: 1))"))
  }
}
