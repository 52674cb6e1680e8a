import Foundation
import CheckStore
import Testing

@testable import CheckPipeline

@Suite(.patience) struct ClosingTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private var logBytes: Int { LocalStatus.size(bench.folder.storeLog) ?? 0 }

  @Test func aProgramThatReadsIsNotWaitedFor() async throws {
    let pipeline = try await bench.open()
    try await pipeline.deposit(bench, "a", line: Lines.personal("1"))
    let file = StoreFile(bench.folder.store)
    let (reads, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    async let reading: Void = blocking {
      try file.read { db in
        _ = try db.int("SELECT count(*) FROM checks")
        reads.signal()
        mayEnd.wait()
      }
    }
    await blocking { reads.wait() }
    let begin = ContinuousClock.now
    await pipeline.close()
    #expect(ContinuousClock.now - begin < .seconds(5))
    #expect(logBytes > 0)
    mayEnd.signal()
    try await reading
    let next = try await bench.open()
    #expect(try await next.checks().count == 1)
    await next.close()
    #expect(logBytes == 0)
  }

  @Test func closingTwiceIsClosingOnce() async throws {
    let pipeline = try await bench.open()
    await pipeline.close()
    await pipeline.close()
    #expect(logBytes == 0)
    #expect(OwnerLock.all(in: bench.folder) == [])
  }

  /// A restore puts another folder in its place; what was about to begin must not go on there.
  @Test func aFolderThatWasReplacedIsNotWrittenTo() async throws {
    let pipeline = try await bench.open()
    try FileManager.default.moveItem(atPath: bench.folder.path, toPath: bench.root + "/old")
    let other = try await bench.open()
    await #expect(throws: StoreError.self) {
      try await pipeline.deposit(bench, "a", line: Lines.personal("1"))
    }
    #expect(try await other.checks().isEmpty)
  }
}
