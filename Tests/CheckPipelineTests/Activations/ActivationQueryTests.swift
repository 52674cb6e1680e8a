import CheckActions
import Foundation
import CheckStore
import Testing

@testable import CheckPipeline

@Suite struct ActivationQueryTests {
  private let bench: Bench

  init() throws { bench = try Bench() }

  /// A pipeline with activations of every kind, a second apart.
  private func pipeline() async throws -> Pipeline {
    let pipeline = try await bench.open()
    for text in ["a", "b"] { _ = try await pipeline.submit(try bench.submission(text)) }
    let start = bench.clock.wall.milliseconds
    try await pipeline.parts.store.write { db in
      for number in 0..<48 {
        let action = ActionName.allCases[number % 4]
        try db.run(
          """
          INSERT INTO activations (check_id, action, container, is_cold, started_at_ms, wait_us,
            init_us, run_us, outcome, log) VALUES (?, ?, 'c', ?, ?, ?, ?, ?, ?, 'one' || char(10) || 'two')
          """,
          [
            number % 2 + 1, action.rawValue, number % 3 == 0, start + Int64(number) * 1000, number,
            number % 3 == 0 ? 500 + number : 0, 100 * number,
            number % 5 == 0 ? "failure" : "success",
          ])
      }
    }
    return pipeline
  }

  @Test func aFilterLetsThroughWhatItSays() async throws {
    let pipeline = try await pipeline()
    let all = try await pipeline.activations()
    #expect(all.count == 48)
    #expect(all.map(\.id) == all.map(\.id).sorted())
    let since = all[20].startedAt
    let filters: [(ActivationFilter, (Activation) -> Bool)] = [
      (ActivationFilter(check: 2), { $0.check == 2 }),
      (ActivationFilter(action: .micr), { $0.action == .micr }),
      (ActivationFilter(outcome: .failure), { $0.outcome == .failure }),
      (ActivationFilter(isCold: true), { $0.isCold }),
      (ActivationFilter(isCold: false), { !$0.isCold }),
      (ActivationFilter(since: since), { $0.startedAt >= since }),
      (
        ActivationFilter(check: 1, action: .intake, outcome: .success, isCold: false, since: since),
        {
          $0.check == 1 && $0.action == .intake && $0.outcome == .success && !$0.isCold
            && $0.startedAt >= since
        }
      ),
    ]
    for (filter, isMeant) in filters {
      let found = try await pipeline.activations(filter)
      #expect(found == all.filter(isMeant))
      #expect(!found.isEmpty)
      #expect(found.count < all.count)
    }
    #expect(try await pipeline.activations(limit: 3) == all.suffix(3))
    #expect(try await pipeline.activations(limit: -1).isEmpty)
  }

  @Test func whatIsNewComesOnceAndInOrder() async throws {
    let pipeline = try await pipeline()
    let all = try await pipeline.activations()
    #expect(try await pipeline.activationCursor().last == all.last?.id)
    var seen: [Activation] = []
    var cursor = ActivationCursor.start
    while true {
      let (new, next) = try await pipeline.activations(
        after: cursor, ActivationFilter(action: .image), limit: 5)
      cursor = next
      seen += new
      if new.count < 5 { break }
    }
    #expect(seen == all.filter { $0.action == .image })
  }

  @Test func summariesAgreeWithTheActivations() async throws {
    let pipeline = try await pipeline()
    let all = try await pipeline.activations()
    let summaries = try await pipeline.activationSummaries()
    #expect(summaries.map(\.action) == Array(ActionName.onTheWay.prefix(4)))
    for summary in summaries {
      let own = all.filter { $0.action == summary.action }
      #expect(summary.count == own.count)
      #expect(summary.coldCount == own.count(where: \.isCold))
      #expect(summary.failureCount == own.count { $0.outcome == .failure })
      #expect(summary.runMicroseconds == Percentiles(of: own.map(\.runMicroseconds)))
      #expect(summary.waitMicroseconds == Percentiles(of: own.map(\.waitMicroseconds)))
      #expect(
        summary.initMicroseconds
          == Percentiles(of: own.filter(\.isCold).map(\.initMicroseconds)))
    }
    let warm = try await pipeline.activationSummaries(
      ActivationFilter(action: .deposit, isCold: false))
    #expect(warm.map(\.action) == [.deposit])
    #expect(warm.first?.initMicroseconds == nil)
    let later = ActivationFilter(since: bench.clock.wall + 3600)
    #expect(try await pipeline.activationSummaries(later).isEmpty)
  }
}
