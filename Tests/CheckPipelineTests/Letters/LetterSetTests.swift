import CheckActions
import CheckStore
import Testing

@testable import CheckPipeline

/// That letters are made by sets: twice the checks take no more statements, and come to the same.
@Suite struct LetterSetTests {
  private let bench: Bench
  private let pipeline: Pipeline

  init() async throws {
    bench = try Bench(inMemory: true)
    pipeline = try await bench.open()
  }

  private func reserve(_ drafts: ArraySlice<Letters.Draft>) async throws -> (Letter, [String]) {
    let (drafts, date, clock) = (Array(drafts), try pipeline.businessDate(), pipeline.parts.clock)
    let (letter, statements) = try await pipeline.statements { db in
      try Letters.reserve(
        db, drafts, policy: LetterPolicy(), businessDate: date, actor: "ada", clock: clock)
    }
    return (try #require(letter), statements)
  }

  private func move(_ letter: Letter, _ state: LetterState) async throws -> (Letter, [String]) {
    let clock = pipeline.parts.clock
    return try await pipeline.statements { db in
      try Letters.move(
        db, try Letter.fetch(db, id: letter.id), to: state, actor: "bob", note: "why",
        clock: clock)
    }
  }

  private func lines(_ letter: LetterID) async throws -> [String] {
    try await pipeline.parts.store.read { db in
      try db.rows(
        """
        SELECT check_id, from_state, to_state, actor, note, policy, at_ms FROM history
        WHERE note LIKE 'letter ' || ? || '%' ORDER BY id
        """, [letter]
      ) { "\($0.values)" }
    }
  }

  @Test func aLetterTakesAsManyStatementsAsOneOfTwiceTheItems() async throws {
    let ids = try await pipeline.depositForLetters(bench, 1...120)
    let drafts = try await pipeline.drafts(letterPolicy())
    let (short, first) = try await reserve(drafts[..<40])
    let (long, second) = try await reserve(drafts[40...])
    #expect((short.items, long.items) == (40, 80))
    #expect(first.count == second.count)
    #expect(second.count < 20)
    for state in [LetterState.created, .sending, .sent, .refused] {
      let (few, many) = (try await move(short, state).1, try await move(long, state).1)
      #expect(few.count == many.count, "\(state)")
      #expect(many.count < 20, "\(state)")
    }
    #expect(try await pipeline.states(ids).allSatisfy { $0 == .deposited })
    try await pipeline.expectSound()
  }

  @Test func theHistoryHasALineOfEachCheckInTheOrderOfTheLetter() async throws {
    // More than a statement takes.
    let ids = try await pipeline.depositForLetters(bench, 1...300)
    let drafts = try await pipeline.drafts(letterPolicy()).reversed()
    let (letter, _) = try await reserve(Array(drafts)[...])
    #expect(try await pipeline.letter(letter.id).items.map(\.check) == ids.reversed())
    #expect(
      try await pipeline.letter(letter.id).items.map(\.sequence)
        == Array(letter.creditSequence + 1...letter.creditSequence + 300))
    _ = try await move(letter, .dropped)
    let now = bench.clock.wall.milliseconds
    func line(_ check: CheckID, _ from: String, _ to: String, _ words: String) -> String {
      let values: [SQLValue] = [
        .integer(check), .text(from), .text(to), .text(words == "letter 1" ? "ada" : "bob"),
        .text(words), .null, .integer(now),
      ]
      return "\(values)"
    }
    #expect(
      try await lines(letter.id)
        == ids.reversed().map { line($0, "deposited", "lettered", "letter 1") }
        + ids.reversed().map { line($0, "lettered", "deposited", "letter 1 dropped: why") })
    try await pipeline.expectSound()
  }

  @Test func whatIsElsewhereByNowIsLeftOut() async throws {
    let ids = try await pipeline.depositForLetters(bench, 1...5)
    let drafts = try await pipeline.drafts(letterPolicy())
    try await pipeline.sql("UPDATE checks SET presentment = 2 WHERE id = ?", [ids[1]])
    try await pipeline.cancel(ids[3], by: "ada", reason: "stopped")
    let before = try await pipeline.history(of: ids[1]) + pipeline.history(of: ids[3])
    let (letter, _) = try await reserve(drafts[...])
    #expect(try await pipeline.letter(letter.id).items.map(\.check) == [ids[0], ids[2], ids[4]])
    #expect(letter.amount == Cents(1001 + 1003 + 1005))
    #expect(try await pipeline.history(of: ids[1]) + pipeline.history(of: ids[3]) == before)
    // One came back before the letter was refused.
    _ = try await move(letter, .created)
    _ = try await move(letter, .sending)
    _ = try await move(letter, .sent)
    try await pipeline.sql("UPDATE checks SET presentment = 2 WHERE id = ?", [ids[2]])
    _ = try await move(letter, .refused)
    #expect(
      try await pipeline.states([ids[0], ids[2], ids[4]]) == [.deposited, .submitted, .deposited])
  }

  /// Two move the same checks, by what both saw.
  @Test func aCheckIsMovedOnce() async throws {
    let ids = try await pipeline.depositForLetters(bench, 1...4)
    let clock = pipeline.parts.clock
    @Sendable func move(_ checks: ArraySlice<CheckID>) -> @Sendable (Transaction) throws -> Int {
      { db in
        try Checks.move(
          db, checks.map { Presentment(check: $0, number: 1) }, from: .deposited, to: .lettered,
          actor: "ada", note: "letter 1", clock: clock
        ).count
      }
    }
    let (first, second) = try TwoWriters(bench.folder).run(move(ids[..<3]), then: move(ids[1...]))
    #expect(first == 3)
    #expect(try second.get() == 1)
    #expect(try await lines(1).count == 4)
  }

  /// A letter's steps are no news to depositors; of those that are, each is told as ever.
  @Test func depositorsAreToldAsOfOneCheck() async throws {
    for state in LetterState.allCases {
      for next in state.next where next.ofChecks != state.ofChecks {
        #expect(state.ofChecks.next.contains(next.ofChecks))
        #expect(next.ofChecks.notice(after: state.ofChecks) == nil)
      }
    }
    var ids: [CheckID] = []
    for (name, email) in [("a", "a@x.test"), ("b", nil), ("c", "c@x.test")] {
      ids.append(
        try await pipeline.deposit(bench, name, line: "", email: email, status: .unsure).id)
    }
    #expect(try await pipeline.states(ids) == [.review, .review, .review])
    try await pipeline.sql("DELETE FROM messages")
    let (checks, clock) = (ids, pipeline.parts.clock)
    let moved = try await pipeline.parts.store.write { db in
      try Checks.move(
        db, checks.map { Presentment(check: $0, number: 1) }, from: .review, to: .rejected,
        actor: "ada", note: "no", clock: clock)
    }
    #expect(moved == Set(ids))
    #expect(try await pipeline.states(ids) == [.rejected, .rejected, .rejected])
    let told = try await pipeline.parts.store.read { db in
      try db.rows("SELECT check_id FROM messages WHERE event_id IS NOT NULL ORDER BY id") {
        row -> CheckID in row[0]
      }
    }
    #expect(told == [ids[0], ids[2]])
  }
}
