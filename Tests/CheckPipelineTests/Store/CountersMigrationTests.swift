import CheckActions
import CheckStore
import Testing

@testable import CheckPipeline

/// Numbers go on where a store of an earlier version was.
@Suite struct CountersMigrationTests {
  /// A store as version 9 left it.
  private func makeOldStore(_ bench: Bench, _ rows: String = "") throws {
    try bench.folder.create()
    let old = StoreFile(bench.folder.store)
    try old.migrate(.checks, upTo: "9")
    try old.write { try $0.script(rows) }
  }

  private static let check = """
    INSERT INTO checks (id, state, account, amount_cents, front_name, front_hash,
      idempotency_key, content_key, received_at_ms, received_day, changed_at_ms)
    VALUES (1, 'rejected', '55', 1999, 'f', 'h', 'k', 'c', 0, 0, 0);
    """

  private static func letter(_ id: Int, _ state: String, credit: Int, items: [Int]) -> String {
    """
    INSERT INTO letters (id, state, profile, business_date, creation_date, creation_time,
      modifier, file, items, amount_cents, credit_sequence, changed_at_ms)
    VALUES (\(id), '\(state)', '{}', '20200102', '20200102', '0905', 'A\(id)', 'letter-\(id)', 1, 1,
      \(credit), 0);
    """
      + items.map { item in
        """
        INSERT INTO letter_items (sequence, letter_id, check_id, presentment, is_live, entry)
        VALUES (\(item), \(id), 1, \(item), 0, '{}');
        """
      }.joined()
  }

  private func next(_ bench: Bench) async throws -> (letter: LetterID, sequences: [Int]) {
    let pipeline = try await bench.open()
    try await pipeline.depositForLetters(bench, 1...2)
    let letter = try #require(try await pipeline.createLetter(letterPolicy(), by: "ada"))
    let items = try await pipeline.letter(letter.id).items.map(\.sequence)
    return (letter.id, [letter.creditSequence] + items)
  }

  @Test func aStoreWithoutLettersBeginsWithOne() async throws {
    let bench = try Bench()
    try makeOldStore(bench)
    let (letter, sequences) = try await next(bench)
    #expect(letter == 1)
    #expect(sequences == [1, 2, 3])
  }

  @Test func thoseOfADroppedLetterCount() async throws {
    let bench = try Bench()
    try makeOldStore(
      bench,
      Self.check + Self.letter(1, "acknowledged", credit: 1, items: [2, 3])
        + Self.letter(2, "dropped", credit: 4, items: [5, 6, 7]))
    let (letter, sequences) = try await next(bench)
    #expect(letter == 3)
    #expect(sequences == [8, 9, 10])
  }

  @Test func aLetterThatHadNoItemsCountsWithItsCredit() async throws {
    let bench = try Bench()
    try makeOldStore(bench, Self.check + Self.letter(7, "dropped", credit: 12, items: []))
    let (letter, sequences) = try await next(bench)
    #expect(letter == 8)
    #expect(sequences == [13, 14, 15])
  }

  /// SQLite went on from the highest number that was ever given.
  @Test func theNumberOfALetterThatIsGoneIsNotUsedAgain() async throws {
    let bench = try Bench()
    try makeOldStore(
      bench,
      Self.letter(9, "dropped", credit: 1, items: []) + "DELETE FROM letters WHERE id = 9;")
    #expect(try await next(bench).letter == 10)
  }
}
