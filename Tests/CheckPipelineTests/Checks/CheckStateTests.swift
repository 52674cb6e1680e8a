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
    .submitted: [.settled, .returned, .deposited],
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

  @Test func everyStepIsTakenOrRefusedAsTheDesignSays() async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    let id = try await pipeline.submit(bench.submission("a", email: "dana@example.com")).check
    let clock = pipeline.parts.clock
    for from in CheckState.allCases {
      for to in CheckState.allCases {
        try await pipeline.sql(
          "UPDATE checks SET state = ?, failed_from = NULL WHERE id = ?", [from.rawValue, id])
        try await pipeline.sql("DELETE FROM messages")
        let before = try await pipeline.snapshot()
        let isInTable = try #require(Self.table[from]).contains(to)
        do {
          try await pipeline.parts.store.write { db in
            let check = try CheckRecord.fetch(db, id: id)
            try Checks.move(db, check, to: to, actor: "someone", note: "why", clock: clock)
          }
          #expect(isInTable, "\(from) to \(to)")
        } catch PipelineError.wrongState(id, from, wanted: _) {
          #expect(!isInTable, "\(from) to \(to)")
          #expect(try await pipeline.snapshot() == before)
          continue
        }
        try await expectMoved(pipeline, id, from, to)
      }
    }
  }

  /// The state, one more line of history, and a notice where the depositor has news.
  private func expectMoved(
    _ pipeline: Pipeline, _ id: CheckID, _ from: CheckState, _ to: CheckState
  ) async throws {
    let check = try await pipeline.check(id)
    #expect(check.state == to)
    #expect(check.failedFrom == (to == .failed ? from : nil))
    let last = try await pipeline.history(of: id).last
    #expect(last?.from == from && last?.to == to)
    #expect(last?.actor == "someone" && last?.note == "why")
    let isNews =
      [.received, .imaged, .read, .review].contains(from)
      && [.deposited, .rejected, .review].contains(to)
    let notices: Int? = try await pipeline.value("SELECT count(*) FROM messages")
    #expect(notices == (isNews ? 1 : 0), "\(from) to \(to)")
  }

  @Test(arguments: CheckState.allCases)
  func whatIsGivenUpFailsOnlyWhereTheDesignSays(state: CheckState) async throws {
    let bench = try Bench(inMemory: true)
    let pipeline = try await bench.open()
    let id = try await pipeline.submit(bench.submission("a")).check
    try await pipeline.sql("UPDATE checks SET state = ? WHERE id = ?", [state.rawValue, id])
    let clock = pipeline.parts.clock
    try await pipeline.parts.store.write { try Checks.fail($0, id, error: "why", clock: clock) }
    let mayFail = try #require(Self.table[state]).contains(.failed)
    let check = try await pipeline.check(id)
    #expect(check.state == (mayFail ? .failed : state))
    #expect(check.failedFrom == (mayFail ? state : nil))
    #expect(try await pipeline.history(of: id).count == (mayFail ? 2 : 1))
  }
}
