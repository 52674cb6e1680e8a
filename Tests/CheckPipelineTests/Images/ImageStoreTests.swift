import CheckActions
import Foundation
import Testing

@testable import CheckPipeline

@Suite struct ImageStoreTests {
  private func store(_ bench: Bench) throws -> ImageStore {
    try bench.folder.create()
    return ImageStore(folder: bench.folder, owner: try OwnerLock(folder: bench.folder))
  }

  @Test func namesAnImageByItsHash() throws {
    let bench = try Bench()
    let store = try store(bench)
    let hash = ImageHash(of: Array("abc".utf8))
    #expect(
      hash.description == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(store.path(hash) == "\(bench.folder.images)/ba/\(hash)")
    try store.put(Array("abc".utf8), hash: hash)
    #expect(try LocalFile.read(store.path(hash), limit: 3) == Array("abc".utf8))
    #expect(bench.names(in: bench.folder.imageTemporaries) == [])
  }

  @Test func puttingTwiceIsPuttingOnce() throws {
    let bench = try Bench()
    let store = try store(bench)
    let hash = ImageHash(of: [1])
    try store.put([1], hash: hash)
    let first = try #require(fileStatus(store.path(hash)))
    try store.put([1], hash: hash)
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
      for _ in 0..<16 { group.addTask { try store.put(bytes, hash: hash) } }
      try await group.waitForAll()
    }
    #expect(try LocalFile.read(store.path(hash), limit: bytes.count) == bytes)
    #expect(bench.names(in: bench.folder.imageTemporaries) == [])
  }

  @Test func aPutThatFailsLeavesNothing() throws {
    let bench = try Bench()
    let store = try store(bench)
    let hash = ImageHash(of: [2])
    // A file stands where the image's folder should be.
    let place = "\(bench.folder.images)/\(hash.description.prefix(2))"
    try Data().write(to: URL(fileURLWithPath: place))
    #expect(throws: LocalFile.Failure.self) { try store.put([2], hash: hash) }
    #expect(bench.names(in: bench.folder.imageTemporaries) == [])
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
