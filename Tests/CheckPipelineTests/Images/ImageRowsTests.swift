import CheckActions
import Foundation
import Testing

@testable import CheckPipeline

/// An image is named only where its file is there, whatever a purge does meanwhile.
@Suite(.patience) struct ImageRowsTests {
  private let bench: Bench
  private let image = NewImage(Array("same".utf8))

  init() throws { bench = try Bench(inMemory: true) }

  private func file(_ pipeline: Pipeline) -> String { pipeline.parts.images.path(image.hash) }

  @Test func twoPutsAtOnceAreBothNamed() async throws {
    let pipeline = try await bench.open()
    let other = try await bench.open()
    let first = try await pipeline.parts.images.put([image])
    let second = try await other.parts.images.put([image])
    #expect(try await pipeline.name(first) == nil)
    #expect(try await other.name(second) == nil)
    #expect(try await pipeline.row(image.hash) == "stored 0")
    try await pipeline.remove(image.hash)
    #expect(try await pipeline.row(image.hash) == "removed 0")
    let third = try await pipeline.parts.images.put([image])
    let fourth = try await other.parts.images.put([image])
    #expect(try await other.name(fourth) == nil)
    #expect(try await pipeline.name(third) == nil)
    #expect(try await pipeline.row(image.hash) == "stored 1")
    #expect(fileExists(file(pipeline)))
  }

  @Test func aPurgeBetweenPutAndNamingRefusesTheNaming() async throws {
    let pipeline = try await bench.open()
    #expect(try await pipeline.name(pipeline.parts.images.put([image])) == nil)
    let before = try await pipeline.parts.images.put([image])
    try await pipeline.beginRemoval(image.hash)
    #expect(try await pipeline.name(before) == image.hash, "marked")
    try await pipeline.remove(image.hash)
    #expect(try await pipeline.name(before) == image.hash, "removed")
    #expect(!fileExists(file(pipeline)))
    #expect(try await pipeline.name(pipeline.parts.images.put([image])) == nil)
    #expect(try await pipeline.name(before) == image.hash, "put again by another")
    #expect(fileExists(file(pipeline)))
  }

  /// Of several images one may be removed.
  @Test func theImageThatIsGoneIsTold() async throws {
    let pipeline = try await bench.open()
    let images = [NewImage([1]), image, NewImage([2])]
    let before = try await pipeline.parts.images.put(images)
    #expect(try await pipeline.name([before[1]]) == nil)
    try await pipeline.remove(image.hash)
    #expect(try await pipeline.name(before) == image.hash)
  }

  @Test func whatADeadPurgeMarkedIsRemovedBeforeItIsPut() async throws {
    let pipeline = try await bench.open()
    #expect(try await pipeline.name(pipeline.parts.images.put([image])) == nil)
    try await pipeline.beginRemoval(image.hash)
    let before = try #require(fileStatus(file(pipeline)))
    let again = try await pipeline.parts.images.put([image])
    #expect(try await pipeline.row(image.hash) == "removed 0")
    let after = try #require(fileStatus(file(pipeline)))
    #expect(
      before.st_ino != after.st_ino || before.st_mtim.tv_nsec != after.st_mtim.tv_nsec,
      "another file")
    #expect(try await pipeline.name(again) == nil)
    #expect(try await pipeline.row(image.hash) == "stored 1")
  }

  /// A removed image keeps its row.
  @Test func aPutFromBeforeTheImageWasKnownIsRefused() async throws {
    let pipeline = try await bench.open()
    let slow = try await pipeline.parts.images.put([image])
    #expect(try await pipeline.name(pipeline.parts.images.put([image])) == nil)
    try await pipeline.remove(image.hash)
    #expect(try await pipeline.name(slow) == image.hash)
  }

  /// A file that comes back after its removal, as after a power cut.
  @Test func aFileThatIsRemovedTwiceIsPutUnderAnotherRevision() async throws {
    let pipeline = try await bench.open()
    #expect(try await pipeline.name(pipeline.parts.images.put([image])) == nil)
    try await pipeline.remove(image.hash)
    let slow = try await pipeline.parts.images.put([image])
    try await pipeline.remove(image.hash)
    #expect(!fileExists(file(pipeline)))
    #expect(try await pipeline.name(slow) == image.hash)
    #expect(try await pipeline.name(pipeline.parts.images.put([image])) == nil)
    #expect(try await pipeline.row(image.hash) == "stored 2")
  }

  @Test func whoRemovesWaitsForAnother() async throws {
    let pipeline = try await bench.open()
    #expect(try await pipeline.name(pipeline.parts.images.put([image])) == nil)
    try await pipeline.beginRemoval(image.hash)
    let before = try #require(fileStatus(file(pipeline))).st_ino
    var lock: FileLock? = try FileLock(bench.folder.imageLock)
    let image = image
    let putting = Task { try await pipeline.parts.images.put([image]) }
    try await Task.sleep(for: .milliseconds(200))
    #expect(fileStatus(file(pipeline))?.st_ino == before)
    #expect(try await pipeline.row(image.hash) == "removing 0")
    withExtendedLifetime(lock) {}
    lock = nil
    #expect(try await pipeline.name(putting.value) == nil)
    #expect(fileExists(file(pipeline)))
    #expect(try await pipeline.row(image.hash) == "stored 1")
  }

  @Test func namingWhatIsStoredWritesNothing() async throws {
    let pipeline = try await bench.open()
    let stored = try await pipeline.parts.images.put([image])
    #expect(try await pipeline.name(stored) == nil)
    let before = try #require(fileStatus(bench.folder.storeLog)).st_size
    #expect(try await pipeline.name(stored) == nil)
    #expect(try #require(fileStatus(bench.folder.storeLog)).st_size == before)
  }
}
