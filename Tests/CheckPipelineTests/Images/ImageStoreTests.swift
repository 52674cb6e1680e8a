import CheckActions
import CheckStore
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct ImageStoreTests {
  private func store(_ bench: Bench) throws -> ImageStore {
    try bench.folder.create()
    return ImageStore(
      folder: bench.folder, owner: try OwnerLock(folder: bench.folder), sync: FileSync(),
      store: try Store(folder: bench.folder, clock: bench.pipelineClock()))
  }

  @Test func namesAnImageByItsHash() async throws {
    let bench = try Bench()
    let store = try store(bench)
    let hash = ImageHash(of: Array("abc".utf8))
    #expect(
      hash.description == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(store.path(hash) == "\(bench.folder.images)/ba/\(hash)")
    try await store.put([NewImage(Array("abc".utf8))])
    #expect(try LocalFile.read(store.path(hash), limit: 3) == Array("abc".utf8))
    #expect(bench.names(in: bench.folder.imageTemporaries) == [])
  }

  @Test func puttingTwiceIsPuttingOnce() async throws {
    let bench = try Bench()
    let store = try store(bench)
    let hash = ImageHash(of: [1])
    try await store.put([NewImage([1])])
    let first = try #require(fileStatus(store.path(hash)))
    try await store.put([NewImage([1])])
    let second = try #require(fileStatus(store.path(hash)))
    #expect(first.st_ino == second.st_ino)
    #expect(bench.names(in: "\(bench.folder.images)/\(hash.description.prefix(2))").count == 1)
  }

  @Test func puttingAtOnceLeavesOneWholeImage() async throws {
    let bench = try Bench()
    let store = try store(bench)
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
    let hash = ImageHash(of: bytes)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<16 { group.addTask { try await store.put([NewImage(bytes)]) } }
      try await group.waitForAll()
    }
    #expect(try LocalFile.read(store.path(hash), limit: bytes.count) == bytes)
    #expect(bench.names(in: bench.folder.imageTemporaries) == [])
  }

  @Test func aPutThatFailsLeavesNothing() async throws {
    let bench = try Bench()
    let store = try store(bench)
    let hash = ImageHash(of: [2])
    // A file stands where the image's folder should be.
    let place = "\(bench.folder.images)/\(hash.description.prefix(2))"
    try Data().write(to: URL(fileURLWithPath: place))
    let neighbour = NewImage([1])
    async let other = store.put([neighbour])
    await #expect(throws: LocalFile.Failure.self) { try await store.put([NewImage([2])]) }
    _ = try await other
    #expect(bench.names(in: bench.folder.imageTemporaries) == [])
    #expect(fileExists(store.path(neighbour.hash)))
  }

  @Test func oneImageThatCannotBeStoredFailsThoseOfItsCaller() async throws {
    let bench = try Bench()
    let store = try store(bench)
    let images = (0..<20).map { NewImage([UInt8($0)]) }
    // The last one's folder cannot be made.
    let place = "\(bench.folder.images)/\(images[19].hash.description.prefix(2))"
    try Data().write(to: URL(fileURLWithPath: place))
    await #expect(throws: LocalFile.Failure.self) { try await store.put(images) }
    #expect(bench.names(in: bench.folder.imageTemporaries) == [])
    try await store.put(Array(images.dropLast()))
    for image in images.dropLast() {
      #expect(try LocalFile.read(store.path(image.hash), limit: 1) == image.bytes)
    }
  }

  @Test func aFileIsMovedIntoTheStore() async throws {
    let bench = try Bench()
    let store = try store(bench)
    let bytes: [UInt8] = [1, 2, 3]
    func scratch(_ name: String) throws -> NewImage {
      NewImage(bytes, hash: ImageHash(of: bytes), file: try bench.file(name, bytes))
    }
    func number(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
    }
    let first = try scratch("first")
    let file = try #require(first.file)
    let moved = try #require(try number(file))
    try await store.put([first])
    #expect(!fileExists(file))
    #expect(try number(store.path(first.hash)) == moved, "moved and not copied")
    let again = try scratch("again")
    try await store.put([again])
    #expect(!fileExists(try #require(again.file)), "it was there already")
    #expect(try number(store.path(first.hash)) == moved)
    #expect(try LocalFile.read(store.path(first.hash), limit: 3) == bytes)
  }

  @Test func filesThatCannotBeMovedAreTakenAway() async throws {
    let bench = try Bench()
    let store = try store(bench)
    let images = try (0..<3).map { number in
      let bytes = [UInt8(number)]
      return NewImage(
        bytes, hash: ImageHash(of: bytes), file: try bench.file("scratch-\(number)", bytes))
    }
    // A file stands where the second one's folder should be.
    let place = "\(bench.folder.images)/\(images[1].hash.description.prefix(2))"
    try Data().write(to: URL(fileURLWithPath: place))
    await #expect(throws: LocalFile.Failure.self) { try await store.put(images) }
    for image in images { #expect(!fileExists(try #require(image.file))) }
  }

  @Test func onlyTemporariesOfDeadOwnersAreSwept() throws {
    let bench = try Bench()
    let store = try store(bench)
    let alive = try OwnerLock(folder: bench.folder)
    let tmp = bench.folder.imageTemporaries
    for name in ["\(alive.id).1", "1-gone.1", "stray"] {
      try Data("x".utf8).write(to: URL(fileURLWithPath: "\(tmp)/\(name)"))
    }
    store.sweep()
    #expect(bench.names(in: tmp) == ["\(alive.id).1"])
    withExtendedLifetime(alive) {}
  }
}
