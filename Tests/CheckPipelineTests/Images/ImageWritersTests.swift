import CheckActions
import Foundation
import Testing

@testable import CheckPipeline
@testable import CheckStore

/// Those who name an image and those who remove it, at once.
@Suite(.patience) struct ImageWritersTests {
  private let bench: Bench
  private let image = NewImage(Array("same".utf8))

  init() throws { bench = try Bench(inMemory: true) }

  private func archive() -> ArchiveImage {
    ArchiveImage(
      side: .front, kind: .bitonal,
      reference: ImageReference(hash: image.hash, locator: .file(path: "")),
      bytes: image.bytes.count, width: 1, height: 1, dpi: 200)
  }

  private func cancelled(_ pipeline: Pipeline, cents: Int) async throws -> CheckRecord {
    let receipt = try await pipeline.submit(bench.submission("same", cents: cents))
    try await pipeline.cancel(receipt.check, by: "ada", reason: "withdrawn")
    return try await pipeline.check(receipt.check)
  }

  private static func release(_ db: Transaction, _ check: CheckRecord) throws -> Int {
    try Retention.release(db, [check], by: "ada", at: 1) { _ in "pictures removed" }
  }

  @Test func whatIsNamedFirstStays() async throws {
    let pipeline = try await bench.open()
    let check = try await pipeline.submit(bench.submission("another")).check
    let stored = try await pipeline.parts.images.put([image])
    let hash = image.hash
    let (refused, second) = try TwoWriters(bench.folder).run { db in
      let refused = try ImageRows.name(db, stored)
      try CheckImage.write(db, check: check, [archive()])
      return refused
    } then: { db in
      try ImageRows.beginRemoval(db, [hash])
    }
    try second.get()
    #expect(refused == nil)
    #expect(try await pipeline.row(hash) == "stored 0")
  }

  @Test func whatIsMarkedFirstIsNotNamed() async throws {
    let pipeline = try await bench.open()
    let stored = try await pipeline.parts.images.put([image])
    #expect(try await pipeline.name(stored) == nil)
    let hash = image.hash
    let (_, second) = try TwoWriters(bench.folder).run { db in
      try ImageRows.beginRemoval(db, [hash])
    } then: { db in
      try ImageRows.name(db, stored)
    }
    #expect(try second.get() == hash)
    #expect(try await pipeline.row(hash) == "removing 0")
  }

  /// Each of two purges has one of the checks that name an image.
  @Test func anImageGoesWithTheLastOfItsChecks() async throws {
    let pipeline = try await bench.open()
    let one = try await cancelled(pipeline, cents: 1000)
    let other = try await cancelled(pipeline, cents: 2000)
    let (first, second) = try TwoWriters(bench.folder).run { db in
      try Self.release(db, one)
    } then: { db in
      try Self.release(db, other)
    }
    #expect(first == 1)
    #expect(try second.get() == 1)
    #expect(try await pipeline.row(image.hash) == "removing 0")
    #expect(try await pipeline.purge(changedBefore: .distantPast, by: "ada").files == 1)
  }

  @Test func aCheckIsReleasedOnce() async throws {
    let pipeline = try await bench.open()
    let check = try await cancelled(pipeline, cents: 1000)
    let (first, second) = try TwoWriters(bench.folder).run { db in
      try Self.release(db, check)
    } then: { db in
      try Self.release(db, check)
    }
    #expect(first == 1)
    #expect(try second.get() == 0)
    let history = try await pipeline.details(check.id).history
    #expect(history.filter { $0.note == "pictures removed" }.count == 1)
  }

  /// A return puts a check that a purge has read as settled into another state.
  @Test func aCheckThatChangedSinceItWasReadKeepsItsImages() async throws {
    let pipeline = try await bench.open()
    let check = try await cancelled(pipeline, cents: 1000)
    try await pipeline.sql("UPDATE checks SET state = 'deposited' WHERE id = \(check.id)")
    #expect(try await pipeline.parts.store.write { try Self.release($0, check) } == 0)
    #expect(try await pipeline.check(check.id).imagesRemovedAt == nil)
    #expect(try await pipeline.row(image.hash) == "stored 0")
  }
}
