import Foundation
import GRDB
import Testing

@testable import CheckPipeline

@Suite(.patience) struct ClosingTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  private var logBytes: Int { LocalStatus.size(bench.folder.storeLog) ?? 0 }

  @Test func aProgramThatReadsIsNotWaitedFor() async throws {
    let pipeline = try await bench.open()
    try await pipeline.deposit(bench, "a", line: Lines.personal("1"))
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let reader = try DatabaseQueue(path: bench.folder.store, configuration: configuration)
    try reader.inDatabase { db in
      try db.execute(sql: "BEGIN; SELECT count(*) FROM checks")
    }
    let begin = ContinuousClock.now
    await pipeline.close()
    #expect(ContinuousClock.now - begin < .seconds(5))
    #expect(logBytes > 0)
    try reader.inDatabase { try $0.execute(sql: "COMMIT") }
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
    await #expect(throws: PipelineError.self) {
      try await pipeline.deposit(bench, "a", line: Lines.personal("1"))
    }
    #expect(try await other.checks().isEmpty)
  }
}
