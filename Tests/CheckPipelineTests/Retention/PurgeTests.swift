import CheckActions
import Foundation
import Synchronization
import Testing

@testable import CheckPipeline

/// Pictures of final checks go, and no others.
@Suite(.patience) struct PurgeTests {
  private let bench: Bench

  init() throws { bench = try Bench(inMemory: true) }

  private static let day: Int64 = 86_400_000

  /// What no row may name and not be there.
  private func missing(_ pipeline: Pipeline) async throws -> [String] {
    var missing: [String] = []
    for check in try await pipeline.checks() where check.imagesRemovedAt == nil {
      let details = try await pipeline.details(check.id)
      let files = [details.front, details.back].compactMap { $0?.locator.path }
      missing += (files + details.images.map(\.reference.locator.path)).filter { !fileExists($0) }
    }
    return missing
  }

  private func purge(_ pipeline: Pipeline, days: Int64) async throws -> PurgeReport {
    try await pipeline.purge(
      changedBefore: Date(milliseconds: bench.clock.wall.milliseconds - days * Self.day),
      by: "ada")
  }

  @Test func picturesOfFinalChecksGoAndTheirRowsStay() async throws {
    let pipeline = try await bench.open()
    let deposited = try await pipeline.deposit(bench, "a", line: Lines.personal("1"))
    let cancelled = try await pipeline.deposit(bench, "b", line: Lines.personal("2"))
    try await pipeline.setBankPicture(.front, of: cancelled.id, Pipeline.bankPicture(1))
    try await pipeline.cancel(cancelled.id, by: "ada", reason: "withdrawn")
    let before = try await pipeline.details(cancelled.id)
    bench.clock.advance(milliseconds: 10 * Self.day)
    let young = try await pipeline.deposit(bench, "c", line: Lines.personal("3"))
    try await pipeline.cancel(young.id, by: "ada", reason: "withdrawn")

    #expect(try await purge(pipeline, days: 11) == PurgeReport())
    let moment = bench.clock.wall.addingTimeInterval(-5 * 86_400)
    #expect(try await pipeline.checksToPurge(changedBefore: moment) == 1)
    let report = try await purge(pipeline, days: 5)
    #expect(report.checks == 1)
    #expect(report.files == 2)
    #expect(report.bytes == 1 + (try Pipeline.bankPicture(1).count))
    #expect(!fileExists(before.front.locator.path))
    #expect(!fileExists(before.images[0].reference.locator.path))

    let after = try await pipeline.details(cancelled.id)
    #expect(after.check.imagesRemovedAt == bench.clock.wall)
    #expect(after.images == before.images, "what was made of it is still told")
    #expect(after.history.dropLast() == before.history[...])
    #expect(after.history.last?.actor == "ada")
    #expect(after.history.last?.note == "pictures removed")
    #expect(after.history.last?.to == .cancelled)
    for kept in [deposited, young] {
      #expect(try await pipeline.check(kept.id).imagesRemovedAt == nil)
    }
    #expect(try await missing(pipeline) == [])
    #expect(try await purge(pipeline, days: 5) == PurgeReport(), "and only once")
    try await pipeline.expectSound()
  }

  @Test func theHistoryNamesTheRetentionThatIsPassedOver() async throws {
    let pipeline = try await bench.open()
    let old = try await pipeline.deposit(bench, "a", line: Lines.personal("1"))
    try await pipeline.cancel(old.id, by: "ada", reason: "withdrawn")
    bench.clock.advance(milliseconds: 10 * Self.day)
    let young = try await pipeline.deposit(bench, "b", line: Lines.personal("2"))
    try await pipeline.cancel(young.id, by: "ada", reason: "withdrawn")
    bench.clock.advance(milliseconds: Self.day)
    var retention = RetentionRules()
    retention.imageDays = 7
    let report = try await pipeline.purge(
      changedBefore: bench.clock.wall, by: "ada", despite: retention)
    #expect(report.checks == 2)
    #expect(try await pipeline.details(old.id).history.last?.note == "pictures removed")
    #expect(
      try await pipeline.details(young.id).history.last?.note
        == "pictures removed despite the policy's retention of 7 days")
  }

  @Test func aPictureThatAnotherCheckHasStays() async throws {
    let pipeline = try await bench.open()
    let first = try await pipeline.deposit(bench, "same", line: Lines.personal("1"))
    try await pipeline.cancel(first.id, by: "ada", reason: "withdrawn")
    bench.clock.advance(milliseconds: 10 * Self.day)
    // Under another statement it is another check, and the first is not live any more.
    let second = try await pipeline.deposit(
      bench, "same", line: Lines.personal("1"), cents: 2500)
    #expect(second.state == .deposited)
    let report = try await purge(pipeline, days: 5)
    #expect(report == PurgeReport.of(checks: 1))
    #expect(try await missing(pipeline) == [])
    try await pipeline.cancel(second.id, by: "ada", reason: "withdrawn")
    bench.clock.advance(milliseconds: 10 * Self.day)
    #expect(try await purge(pipeline, days: 5) == PurgeReport.of(checks: 1, files: 1, bytes: 4))
  }

  /// The moment between a picture's being stored and its check's being written.
  @Test func aPictureThatIsRemovedWhileItIsSubmittedIsStoredAgain() async throws {
    let pipeline = try await bench.open()
    let first = try await pipeline.deposit(bench, "same", line: Lines.personal("1"))
    try await pipeline.cancel(first.id, by: "ada", reason: "withdrawn")
    bench.clock.advance(milliseconds: 10 * Self.day)
    let image = NewImage(Array("same".utf8))
    let stored = try await pipeline.parts.images.put([image])
    #expect(try await purge(pipeline, days: 5).files == 1)
    #expect(try await pipeline.name(stored) == image.hash)
    let again = try await pipeline.parts.images.put([image])
    #expect(fileExists(pipeline.parts.images.path(image.hash)))
    #expect(try await pipeline.name(stored) == image.hash, "what was put before is not that")
    #expect(try await pipeline.name(again) == nil)
  }

  @Test func depositsOfTheSamePictureAndPurgesGoOnSideBySide() async throws {
    let pipeline = try await bench.open()
    let other = try await bench.open()
    let bench = bench
    let gauge = Gauge()
    let purging = Task {
      while !gauge.isOver.load(ordering: .relaxed) {
        let report = try await other.purge(
          changedBefore: bench.clock.wall.addingTimeInterval(1), by: "ada",
          isInterrupted: { gauge.isOver.load(ordering: .relaxed) })
        gauge.purged.add(report.checks, ordering: .relaxed)
      }
    }
    defer { gauge.isOver.store(true, ordering: .relaxed) }
    var rounds = 0
    while rounds < 30 || gauge.purged.load(ordering: .relaxed) < 10 {
      rounds += 1
      let receipt = try await pipeline.submit(
        bench.submission("the same picture", cents: 1000 + rounds))
      #expect(fileExists(try await pipeline.details(receipt.check).front.locator.path))
      try await pipeline.cancel(receipt.check, by: "bob", reason: "withdrawn")
      bench.clock.advance(milliseconds: 1)
    }
    gauge.isOver.store(true, ordering: .relaxed)
    try await purging.value
    #expect(try await missing(pipeline) == [])
    let left = try await purge(pipeline, days: -1).checks
    #expect(left + gauge.purged.load(ordering: .relaxed) == rounds)
    try await pipeline.expectSound()
  }

  /// A process that dies between the two transactions of a purge.
  @Test func whatAKilledPurgeLeftIsRemovedByTheNext() async throws {
    let pipeline = try await bench.open()
    let check = try await pipeline.deposit(bench, "a", line: Lines.personal("1"))
    try await pipeline.cancel(check.id, by: "ada", reason: "withdrawn")
    let cancelled = try await pipeline.check(check.id)
    let file = try await pipeline.details(check.id).front.locator.path
    _ = try await pipeline.parts.store.write { db in
      try Retention.release(db, [cancelled], by: "ada", at: 1) { _ in "pictures removed" }
    }
    #expect(fileExists(file))
    #expect(try await purge(pipeline, days: 1) == PurgeReport.of(files: 1, bytes: 1))
    #expect(!fileExists(file))
  }

  /// A deposit that was made before stores its picture again and writes nothing; so does a worker
  /// that is killed before it commits.
  @Test func whatNoCheckNamesIsRemovedOnceItIsOld() async throws {
    let pipeline = try await bench.open()
    let first = try await pipeline.deposit(bench, "a", line: Lines.personal("1"))
    try await pipeline.cancel(first.id, by: "ada", reason: "withdrawn")
    bench.clock.advance(milliseconds: 10 * Self.day)
    #expect(try await purge(pipeline, days: 5).files == 1)
    let again = try await pipeline.submit(bench.submission("a"))
    #expect(again.isReplay)
    try await pipeline.parts.images.put([NewImage([7])])
    let kept = try await pipeline.deposit(bench, "b", line: Lines.personal("2"))
    let files = [
      try await pipeline.details(first.id).front.locator.path,
      pipeline.parts.images.path(ImageHash(of: [7])),
      try await pipeline.details(kept.id).front.locator.path,
    ]
    func date(_ secondsAgo: Double) throws {
      for file in files {
        let moment = bench.clock.wall.addingTimeInterval(-secondsAgo)
        try FileManager.default.setAttributes([.modificationDate: moment], ofItemAtPath: file)
      }
    }
    try date(3000)
    #expect(try await purge(pipeline, days: 5) == PurgeReport())
    #expect(files.allSatisfy(fileExists))
    try date(4000)
    #expect(try await purge(pipeline, days: 5) == PurgeReport.of(files: 2, bytes: 2))
    #expect(files.map(fileExists) == [false, false, true])
    try await pipeline.expectSound()
  }

  @Test func cachedPicturesOfWhatIsRemovedGoToo() async throws {
    let pipeline = try await bench.open()
    let check = try await pipeline.deposit(bench, "a", line: Lines.personal("1"))
    let cached = pipeline.parts.pictures.path(original: check.frontHash, width: 1, height: 1)
    try Data([0]).write(to: URL(fileURLWithPath: cached))
    try await pipeline.cancel(check.id, by: "ada", reason: "withdrawn")
    bench.clock.advance(milliseconds: 10 * Self.day)
    #expect(try await purge(pipeline, days: 5).checks == 1)
    #expect(!fileExists(cached))
  }

  @Test func aRearSideThatWasMadeForSeveralStaysForTheLast() async throws {
    let pipeline = try await bench.open()
    var policy = LetterPolicy()
    policy.makesRearSides = true
    let ids = try await pipeline.depositForLetters(bench, 1...2, hasRear: false)
    // One account, so that one rear side is made for both.
    try await pipeline.sql("UPDATE checks SET account = '5500'")
    let letter = try #require(try await pipeline.createLetter(policy, by: "ada"))
    let rears: [String] = try await pipeline.parts.store.read { db in
      try db.rows("SELECT json_extract(entry, '$.rear') FROM letter_items") { $0[0] }
    }
    #expect(letter.items == 2 && Set(rears).count == 1)
    let rear = pipeline.parts.images.path(ImageHash(trusted: rears[0]))
    try await pipeline.sql("UPDATE checks SET state = 'settled' WHERE id = \(ids[0])")
    bench.clock.advance(milliseconds: 10 * Self.day)
    #expect(try await purge(pipeline, days: 5).checks == 1)
    #expect(fileExists(rear))
    try await pipeline.sql("UPDATE checks SET state = 'settled' WHERE id = \(ids[1])")
    #expect(try await purge(pipeline, days: 5).checks == 1)
    #expect(!fileExists(rear))
  }

  /// The letter's file is made again of it.
  @Test func theFrontOfALetterStaysThoughTheCheckHasAnother() async throws {
    let pipeline = try await bench.open()
    let ids = try await pipeline.depositForLetters(bench, 1...1)
    let letter = try #require(try await pipeline.createLetter(LetterPolicy(), by: "ada"))
    let bytes = try await pipeline.file(of: letter)
    try await pipeline.setBankPicture(.front, of: ids[0], Pipeline.bankPicture(2))
    let front = pipeline.parts.images.path(ImageHash(of: try Pipeline.bankPicture(1)))
    let moment = bench.clock.wall.addingTimeInterval(-4000)
    try FileManager.default.setAttributes([.modificationDate: moment], ofItemAtPath: front)
    #expect(try await purge(pipeline, days: 5) == PurgeReport())
    try FileManager.default.removeItem(atPath: try await pipeline.letter(letter.id).file)
    let again = try await pipeline.parts.store.read { try Letter.fetch($0, id: letter.id) }
    _ = try await pipeline.makeFile(of: again)
    #expect(try await pipeline.file(of: again) == bytes)
    try await pipeline.sql("UPDATE checks SET state = 'settled' WHERE id = \(ids[0])")
    bench.clock.advance(milliseconds: 10 * Self.day)
    #expect(try await purge(pipeline, days: 5).checks == 1)
    #expect(!fileExists(front))
  }
}

/// What two tasks tell each other.
private final class Gauge: Sendable {
  let isOver = Atomic(false)
  let purged = Atomic(0)
}

extension PurgeReport {
  fileprivate static func of(checks: Int = 0, files: Int = 0, bytes: Int = 0) -> PurgeReport {
    var report = PurgeReport()
    (report.checks, report.files, report.bytes) = (checks, files, bytes)
    return report
  }
}
