import CheckActions
import CheckRendering
import Foundation
import Testing

@testable import CheckPipeline

/// Files made to harm whoever decodes them, through the whole pipeline.
@Suite(.timeLimit(.minutes(10))) struct HostilePictureTests {
  @Test func noneIsDepositedAndNoneFails() async throws {
    let bench = try Bench(inMemory: true)
    let folder = bench.root + "/in"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let files = HostileFile.all
    for (index, file) in files.enumerated() {
      _ = try bench.file("in/^\(index)^19.99^1.png", file.bytes)
    }
    // Small as they are, limits of quality would keep most of them from the reader.
    let pipeline = try await bench.open { $0.quality = QualityRules(limits: [:]) }
    let summary = try await pipeline.ingest(IngestPlan(folder: folder), slots: 2)
    #expect(summary.problems == [])
    #expect(summary.receipts.count == files.count)
    #expect(Set(summary.counts.keys) == [.rejected, .review], "\(summary.counts)")
    #expect(try await pipeline.queueStats().leased == 0)
    try await pipeline.expectLedgerHolds()
  }
}
