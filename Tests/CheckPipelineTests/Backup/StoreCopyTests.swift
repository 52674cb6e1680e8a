import CheckStore
import Foundation
import Synchronization
import Testing

@testable import CheckPipeline

@Suite struct StoreCopyTests {
  private static let pagesPerStep = 1024

  /// A copy that began anew after each commit of others would never end on a busy store.
  @Test func aCopyIsOfOneMomentWhateverIsWrittenMeanwhile() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    try await pipeline.sql(
      "INSERT INTO meta (key, value) VALUES ('big', hex(zeroblob(8000000)))")
    let pages: Int = try #require(try await pipeline.value("PRAGMA page_count"))
    let mostSteps = pages / Self.pagesPerStep + 1
    let steps = Atomic<Int>(0)
    let store = StoreFile(bench.folder.store)
    let copy = bench.root + "/copy.sqlite"
    _ = try StoreCopy.make(of: pipeline.parts.store, at: copy) {
      let step = steps.add(1, ordering: .relaxed).newValue
      let written = try? store.write { db in
        try db.run("INSERT INTO meta (key, value) VALUES (?, '')", ["meanwhile \(step)"])
      }
      return written != 1 || step > mostSteps
    }
    #expect(mostSteps > 3)
    let count = "SELECT count(*) FROM meta WHERE key LIKE 'meanwhile%'"
    #expect(try StoreFile(copy).read { try $0.int(count) } == 0)
    #expect(try store.read { try $0.int(count) } > 1)
  }
}
