import Testing

@testable import CheckPipeline

@Suite struct CheckStateTests {
  private static let table: [CheckState: Set<CheckState>] = [
    .received: [.imaged, .rejected, .cancelled, .failed],
    .imaged: [.read, .review, .rejected, .cancelled, .failed],
    .read: [.deposited, .review, .rejected, .cancelled, .failed],
    .review: [.read, .deposited, .rejected, .cancelled, .failed],
    .deposited: [.lettered, .cancelled],
    .rejected: [], .cancelled: [],
    .failed: [.received, .imaged, .read, .review],
    .lettered: [.submitted, .deposited],
    .submitted: [.settled, .returned],
    .settled: [.returned],
    .returned: [.deposited],
  ]

  @Test(arguments: CheckState.allCases)
  func mayGoOnlyWhereTheDesignSays(state: CheckState) throws {
    #expect(state.next == (try #require(Self.table[state])))
  }

  @Test func theKindsOfStates() {
    func all(_ property: (CheckState) -> Bool) -> Set<CheckState> {
      Set(CheckState.allCases.filter(property))
    }
    #expect(CheckState.allCases.count == 12)
    #expect(all(\.isMoving) == [.received, .imaged, .read])
    #expect(all { !$0.isLive } == [.rejected, .cancelled, .failed])
    #expect(all(\.wasDeposited) == [.deposited, .lettered, .submitted, .settled, .returned])
    #expect(all(\.needsPerson) == [.review, .failed])
  }

  @Test func everyStepThatTheTableLacksIsRefused() async throws {
    let bench = try Bench()
    let pipeline = try await bench.open()
    let id = try await pipeline.submit(bench.submission("a")).check
    let parts = pipeline.parts
    for from in CheckState.allCases {
      for to in CheckState.allCases {
        try await pipeline.sql(
          "UPDATE checks SET state = ? WHERE id = ?", [from.rawValue, id])
        let error = await #expect(throws: (any Error).self) {
          try await parts.store.write { db in
            let check = try CheckRecord.fetch(db, id: id)
            try Checks.move(db, check, to: to, actor: "t", note: "", clock: parts.clock)
            throw Allowed()
          }
        }
        #expect((error is Allowed) == from.next.contains(to), "\(from) to \(to)")
      }
    }
    #expect(try await pipeline.history(of: id).count == 1)
  }

  private struct Allowed: Error {}
}
