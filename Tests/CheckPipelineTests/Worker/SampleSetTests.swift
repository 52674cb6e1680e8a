import CheckActions
import CheckRendering
import Foundation
import Testing

@testable import CheckPipeline

/// What a check came to, without what differs from run to run.
private struct Ending: Hashable {
  var file: String
  var state: CheckState
  var line: String?
  var identity: String?
  var findings: [Reason]
}

@Suite(.patience) struct SampleSetTests {
  private static let set = Result {
    try SampleSet(routingNumbers: SyntheticDirectory.routingNumbers)
  }

  /// Ingests the sample set, checks that it ends as it says, and gives how each sample ended.
  private func ingest(
    keep: Int64, slots: Int, isolation: Isolation = .inline
  ) async throws -> [Ending] {
    let set = try Self.set.get()
    let bench = try Bench()
    let folder = bench.root + "/samples"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for sample in set.samples {
      _ = try bench.file("samples/\(sample.file)", sample.front)
      if let name = sample.backFile, let back = sample.back {
        _ = try bench.file("samples/\(name)", back)
      }
    }
    _ = try bench.file("samples/manifest.csv", text: set.manifest)
    let pipeline = try await bench.open {
      $0.containers = ContainerPolicy(keepMilliseconds: keep, isolation: isolation)
    }
    let summary = try await pipeline.ingest(IngestPlan(folder: folder), slots: slots)
    #expect(summary.problems == [])
    #expect(!summary.wasInterrupted)
    let items = try await pipeline.items(of: summary)
    #expect(items.count == set.samples.count)
    let checks = Dictionary(uniqueKeysWithValues: items.map { ($0.file, $0.check) })
    for sample in set.samples {
      let check = try #require(checks[sample.file])
      if let twin = sample.twin {
        let pair: Set<CheckState?> = [check.state, checks[twin]?.state]
        #expect(pair == [.deposited, .rejected], "\(sample.file)")
      } else {
        #expect(check.state.rawValue == sample.outcome.rawValue, "\(sample.file)")
        let reasons = check.reasons.map(\.rawValue)
        if let reason = sample.reason {
          #expect(reasons.contains(reason), "\(sample.file)")
        } else {
          #expect(reasons == [], "\(sample.file)")
        }
      }
    }
    try await pipeline.expectLedgerHolds()
    let again = try await pipeline.ingest(IngestPlan(folder: folder), slots: slots)
    #expect(again.receipts.filter { !$0.isReplay } == [])
    #expect(try await pipeline.checks().count == set.samples.count)
    #expect(try await pipeline.queueStats() == QueueStats())
    #expect(bench.names(in: bench.folder.containers) == [])
    let twins = Set(set.samples.filter { $0.twin != nil }.map(\.file))
    return items.map {
      let isTwin = twins.contains($0.file)
      return Ending(
        file: $0.file, state: isTwin ? .deposited : $0.check.state, line: $0.check.line,
        identity: $0.check.identity, findings: isTwin ? [] : $0.check.reasons)
    }
  }

  @Test func everySampleEndsAsItSaysWarmOrColdWithOneSlotOrEight() async throws {
    let expected = try await ingest(keep: 600_000, slots: 1)
    #expect(expected.contains { $0.state == .deposited && $0.line?.isEmpty == false })
    for (keep, slots) in [(Int64(0), 1), (600_000, 8), (0, 8)] {
      let endings = try await ingest(keep: keep, slots: slots)
      #expect(endings == expected, "kept \(keep) ms, \(slots) slots")
    }
    if Bench.isSanitized { return }
    let isolated = try await ingest(keep: 600_000, slots: 8, isolation: Bench.processes)
    #expect(isolated == expected, "each action in a process of its own")
  }

  @Test func twoPipelinesShareTheWork() async throws {
    let set = try Self.set.get()
    let bench = try Bench()
    let pipelines = [try await bench.open(), try await bench.open()]
    var ids: [CheckID] = []
    for sample in set.samples {
      let submission = Submission(
        front: try bench.file(sample.file, sample.front),
        statement: try DepositStatement(
          account: sample.account, amount: Cents(sample.amountInCents)))
      ids.append(try await pipelines[0].submit(submission).check)
    }
    let all = ids
    async let first = pipelines[0].finish(all, slots: 2)
    async let second = pipelines[1].finish(all, slots: 2)
    #expect(try await first)
    #expect(try await second)
    let counts = try await pipelines[0].countsByState()
    #expect(counts[.deposited] == set.samples.filter { $0.outcome == .deposited }.count)
    #expect(counts[.review] == set.samples.filter { $0.outcome == .review }.count)
    #expect(counts[.rejected] == set.samples.filter { $0.outcome == .rejected }.count)
    // Each check went through each action once, whoever ran it.
    let most: Int? = try await pipelines[0].value(
      "SELECT max(n) FROM (SELECT count(*) AS n FROM activations GROUP BY check_id, action)")
    #expect(most == 1)
    try await pipelines[1].expectLedgerHolds()
  }

  @Test(arguments: [1, 8], [false, true])
  func ofTwinPicturesExactlyOneIsDeposited(slots: Int, isReversed: Bool) async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    var pictures = [
      try Lines.picture(seed: 1), try Lines.picture(seed: 2, skew: 0.5),
      try Lines.picture(seed: 3, skew: -0.4),
    ]
    if isReversed { pictures.reverse() }
    var ids: [CheckID] = []
    for (number, picture) in pictures.enumerated() {
      let submission = Submission(
        front: try bench.file("\(number).png", picture),
        statement: try DepositStatement(account: "5\(number)", amount: Cents(1999)))
      ids.append(try await pipeline.submit(submission).check)
    }
    #expect(try await pipeline.finish(ids, slots: slots))
    let checks = try await pipeline.checks()
    #expect(Set(checks.map(\.identity)).count == 1)
    #expect(checks.filter { $0.state == .deposited }.count == 1)
    #expect(checks.filter { $0.reasons == [.duplicate] && $0.state == .rejected }.count == 2)
    #expect(try await pipeline.ledgerEntries().count == 1)
    try await pipeline.expectLedgerHolds()
  }
}
